package io.spillway.adapters.azure.cosmos;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.cosmos.CosmosException;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps responses of the database and exceptions of the SDK to failures of one port. */
final class CosmosFailures {

  static final int NO_SUCH_CONTAINER = 1003;
  private static final int SESSION_NOT_AVAILABLE = 1002;
  static final int PARTITION_FULL = 1014;

  private final String port;

  /**
   * Creates a mapping.
   *
   * @param port the port's name in failure codes, such as {@code messages}
   */
  CosmosFailures(String port) {
    this.port = port;
  }

  PortException of(RuntimeException thrown) {
    if (thrown instanceof PortException already) {
      return already;
    }
    CosmosException answered = answerIn(thrown);
    if (answered != null) {
      Failure failure =
          ofResponse(
              answered.getStatusCode(), answered.getSubStatusCode(), answered.getResponseHeaders());
      return new PortException(failure, thrown);
    }
    if (thrown instanceof ClientAuthenticationException) {
      return rejection("no credentials found; sign in, or enable a managed identity", thrown);
    }
    return new PortException(unavailable("no response"), thrown);
  }

  /**
   * Creates an exception for a stored document that this version cannot read.
   *
   * @param id the document's id
   */
  PortException unreadable(String id, String why) {
    return rejection("document " + id + " is unreadable: " + why, null);
  }

  Failure ofResponse(int status, int subStatus, @Nullable Map<String, String> headers) {
    String said = "status " + status + "/" + subStatus;
    return switch (status) {
      case 429 ->
          Failure.throttled(
              port + ".throttled", "the database throttles requests: " + said, retryAfter(headers));
      case 403 -> subStatus == PARTITION_FULL ? full(said) : rejection(status, said);
      case 404 -> subStatus == SESSION_NOT_AVAILABLE ? unavailable(said) : rejection(status, said);
      case 408, 410, 449 -> unavailable(said);
      default -> status >= 500 || status < 400 ? unavailable(said) : rejection(status, said);
    };
  }

  /** Creates an exception for an id that concurrent writes take and free again. */
  PortException takenRepeatedly() {
    return new PortException(
        unavailable("the id was repeatedly taken and freed by concurrent writes"));
  }

  Failure unavailable(String what) {
    return Failure.transientFailure(port + ".unavailable", "the database is unavailable: " + what);
  }

  private Failure full(String said) {
    return Failure.permanent(
        port + Failure.PARTITION_FULL,
        "the stream's partition has reached the database's size limit; see docs/limits.md: "
            + said);
  }

  private Failure rejection(int status, String said) {
    return Failure.permanent(
        port + ".rejected", "the database rejected the request: " + said + advice(status));
  }

  private PortException rejection(String why, @Nullable Throwable cause) {
    return new PortException(Failure.permanent(port + ".rejected", why), cause);
  }

  private static String advice(int status) {
    return switch (status) {
      case 400 -> "; compare the container's partition key and indexes with CosmosContainers";
      case 401 -> "; check the key and this machine's clock";
      case 403 -> "; check the firewall and the role Cosmos DB Built-in Data Contributor";
      case 404 -> "; create the database and its containers, or set createIfMissing";
      case 413 -> "; a document must be smaller than 2 MB";
      default -> "";
    };
  }

  /** Unwraps causes, because exceptions during the creation of the client are wrapped. */
  private static @Nullable CosmosException answerIn(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof CosmosException answered) {
        return answered;
      }
    }
    return null;
  }

  /** Reads the header, because the SDK's method limits the delay to five seconds. */
  private static @Nullable Duration retryAfter(@Nullable Map<String, String> headers) {
    String millis = headers == null ? null : headers.get("x-ms-retry-after-ms");
    return millis != null && millis.matches("\\d{1,9}")
        ? Duration.ofMillis(Long.parseLong(millis))
        : null;
  }
}
