package io.spillway.adapters.azure.queue;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.storage.queue.models.QueueErrorCode;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Maps exceptions of the SDK to failures of the port. */
final class QueueFailures {

  private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");

  private QueueFailures() {}

  static PortException of(RuntimeException thrown, String queue) {
    if (thrown instanceof PortException already) {
      return already;
    }
    return new PortException(failure(thrown, queue), thrown);
  }

  private static Failure failure(RuntimeException thrown, String queue) {
    if (thrown instanceof HttpResponseException refused && refused.getResponse() != null) {
      return ofResponse(refused.getResponse(), queue);
    }
    if (thrown instanceof ClientAuthenticationException) {
      return rejection(queue, "no credentials found; sign in, or enable a managed identity");
    }
    return Failure.transientFailure("queue.unavailable", queue + "  did not respond");
  }

  private static Failure ofResponse(HttpResponse response, String queue) {
    int status = response.getStatusCode();
    String code = code(response);
    String said = status + " " + code;
    if (status == 429 || code.equals(QueueErrorCode.SERVER_BUSY.toString())) {
      return Failure.throttled(
          "queue.throttled", queue + "  throttles requests: " + said, retryAfter(response));
    }
    // A status below 400 is not an error of the queue service; it usually comes from a proxy.
    if (status < 400
        || status == 408
        || status >= 500
        || code.equals(QueueErrorCode.QUEUE_BEING_DELETED.toString())) {
      return Failure.transientFailure("queue.unavailable", queue + "  is unavailable: " + said);
    }
    return rejection(queue, said + advice(status));
  }

  private static String advice(int status) {
    return switch (status) {
      case 401, 403 ->
          "; check the key, the clock, the firewall and the role Storage Queue Data Contributor";
      case 404 -> "; create the queue, or set createIfMissing";
      default -> "";
    };
  }

  private static Failure rejection(String queue, String why) {
    return Failure.permanent("queue.rejected", queue + "  rejected the request: " + why);
  }

  private static String code(HttpResponse response) {
    // Reads the header, because the exception has no code if the body is unreadable.
    String code = response.getHeaderValue(ERROR_CODE);
    return code == null ? "" : code;
  }

  private static @Nullable Duration retryAfter(HttpResponse response) {
    String seconds = response.getHeaderValue(HttpHeaderName.RETRY_AFTER);
    return seconds != null && seconds.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : null;
  }
}
