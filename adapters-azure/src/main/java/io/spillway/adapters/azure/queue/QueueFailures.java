package io.spillway.adapters.azure.queue;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.storage.queue.models.QueueErrorCode;
import com.azure.storage.queue.models.QueueStorageException;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the SDK throws, as failures of the port. */
final class QueueFailures {

  private QueueFailures() {}

  static PortException of(RuntimeException thrown, String queue) {
    if (thrown instanceof PortException already) {
      return already;
    }
    return new PortException(failure(thrown, queue), thrown);
  }

  private static Failure failure(RuntimeException thrown, String queue) {
    if (thrown instanceof HttpResponseException refused && refused.getResponse() != null) {
      return answered(refused, refused.getResponse(), queue);
    }
    if (thrown instanceof ClientAuthenticationException) {
      return rejected(queue, "no identity to call it with; sign in, or enable a managed identity");
    }
    return Failure.transientFailure("queue.unavailable", queue + " gave no answer");
  }

  private static Failure answered(
      HttpResponseException thrown, HttpResponse response, String queue) {
    int status = response.getStatusCode();
    String said = "%d %s".formatted(status, code(thrown));
    if (status == 429 || said.endsWith(" " + QueueErrorCode.SERVER_BUSY)) {
      return Failure.throttled(
          "queue.throttled", queue + " asks for less: " + said, retryAfter(response));
    }
    if (status >= 500 || status == 408 || said.endsWith(" " + QueueErrorCode.QUEUE_BEING_DELETED)) {
      return Failure.transientFailure("queue.unavailable", queue + " is not available: " + said);
    }
    return rejected(queue, said + advice(status));
  }

  private static String advice(int status) {
    return switch (status) {
      case 401, 403 ->
          "; check the key, the clock, the firewall, or the role Storage Queue Data Contributor";
      case 404 -> "; create the queue, or let it be created when missing";
      default -> "";
    };
  }

  private static Failure rejected(String queue, String why) {
    return Failure.permanent("queue.rejected", queue + " refused the call: " + why);
  }

  private static String code(HttpResponseException thrown) {
    return thrown instanceof QueueStorageException storage && storage.getErrorCode() != null
        ? storage.getErrorCode().toString()
        : "";
  }

  private static @Nullable Duration retryAfter(HttpResponse response) {
    String seconds = response.getHeaderValue(HttpHeaderName.RETRY_AFTER);
    return seconds != null && seconds.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : null;
  }
}
