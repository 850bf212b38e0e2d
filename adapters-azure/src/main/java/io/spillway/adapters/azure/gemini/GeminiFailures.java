package io.spillway.adapters.azure.gemini;

import static io.spillway.ports.FailureCategory.TRANSIENT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.genai.errors.ApiException;
import io.spillway.adapters.azure.gemini.RetryAfterHeader.Busy;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Scores;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Maps exceptions of the SDK to failures of the port. Google's messages are omitted, including as
 * causes, because they may quote the text.
 */
final class GeminiFailures {

  static final String BAD_ANSWER = "classifier.bad-answer";
  static final String BREAKER_OPEN = "classifier.breaker-open";
  private static final String REJECTED = "classifier.rejected";
  private static final String THROTTLED = "classifier.throttled";
  private static final String TIMEOUT = "classifier.timeout";
  private static final String UNAVAILABLE = "classifier.unavailable";

  /** Codes of outages of Gemini, independent of the text, for which a retry may help. */
  private static final Set<String> OUTAGES = Set.of(UNAVAILABLE, TIMEOUT, THROTTLED);

  private static final Pattern RETRY_DELAY =
      Pattern.compile("\"retryDelay\"\\s*:\\s*\"(\\d{1,6}(?:\\.\\d{1,9})?)s\"");

  /** Names of parameters in an error message; no other part of the message is shown. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)\\b(?:thinking_?(?:config|level|budget)|safety_?settings|response_?schema"
              + "|response_?mime_?type|max_?output_?tokens|candidate_?count|temperature"
              + "|system_?instruction)\\b");

  private GeminiFailures() {}

  static boolean isOutage(Throwable thrown) {
    return thrown instanceof PortException failed && OUTAGES.contains(failed.failure().code());
  }

  static boolean isThrottled(PortException failed) {
    return failed.failure().code().equals(THROTTLED);
  }

  /** Creates the failure of an unreadable response, whatever its cause. */
  static Failure unreadable() {
    return Failure.transientFailure(BAD_ANSWER, "Gemini returned an unreadable response");
  }

  /**
   * Converts an exception of the SDK to a response or a failure.
   *
   * @param options the options of the request
   * @return an unreadable response, if it is not JSON
   * @throws RefusedRequest if Gemini rejected the request as invalid
   * @throws PortException if there was no response
   */
  static GeminiAnswer answerIn(RuntimeException thrown, Set<RequestOption> options) {
    if (thrown instanceof ApiException refused) {
      Failure failure = ofResponse(refused);
      if (isInvalid(refused)) {
        throw new RefusedRequest(
            failure, RequestOption.findRejected(refused.message(), options).orElse(null));
      }
      throw new PortException(failure);
    }
    if (thrown.getCause() instanceof IOException broken
        && !(broken instanceof JsonProcessingException)) {
      throw new PortException(ofConnection(broken), broken);
    }
    return new GeminiAnswer.Unreadable(Scores.NONE);
  }

  private static boolean isInvalid(ApiException refused) {
    return refused.code() == 400
        && refused.status().equals("INVALID_ARGUMENT")
        && !refused.message().contains("API_KEY_INVALID");
  }

  /** Returns Google's code; UNKNOWN if it is not in the format of a code. */
  static String safe(String code) {
    return code.matches("[A-Z][A-Z0-9_]{0,59}") ? code : "UNKNOWN";
  }

  private static Failure ofConnection(IOException broken) {
    if (broken instanceof Busy busy) {
      return busy(busy.status(), String.valueOf(busy.status()), busy.retryAfter());
    }
    if (broken instanceof InterruptedIOException && !Thread.currentThread().isInterrupted()) {
      return Failure.transientFailure(TIMEOUT, "Gemini timed out");
    }
    return Failure.transientFailure(
        UNAVAILABLE, "Gemini did not respond: " + broken.getClass().getSimpleName());
  }

  private static Failure ofResponse(ApiException refused) {
    int status = refused.code();
    String said = status + " " + safe(refused.status());
    if (status == 429 || status == 503) {
      return busy(status, said, retryDelay(refused.message()));
    }
    if (status == 408 || status == 504) {
      return Failure.transientFailure(TIMEOUT, "Gemini timed out: " + said);
    }
    if (status >= 500) {
      return Failure.transientFailure(UNAVAILABLE, "Gemini is unavailable: " + said);
    }
    return Failure.permanent(
        REJECTED, "Gemini rejected the request: " + said + advice(status, refused.message()));
  }

  private static Failure busy(int status, String said, @Nullable Duration retryAfter) {
    return status == 429
        ? Failure.throttled(THROTTLED, "Gemini throttles requests: " + said, retryAfter)
        : new Failure(UNAVAILABLE, TRANSIENT, "Gemini is unavailable: " + said, retryAfter);
  }

  private static String advice(int status, String message) {
    // An invalid key is a 400, distinguishable from other invalid requests only by its reason.
    if (status == 401 || status == 403 || message.contains("API_KEY_INVALID")) {
      return "; check the API key and its restrictions";
    }
    if (status == 404) {
      return "; check the model's name; old models are retired";
    }
    if (status == 400) {
      Matcher parameter = PARAMETER.matcher(message);
      return parameter.find() ? "; check the parameter " + parameter.group() : "";
    }
    return status < 400 ? "; check the endpoint, which redirects" : "";
  }

  /** Parses the delay that Gemini requests in the response's body. */
  private static @Nullable Duration retryDelay(String message) {
    Matcher delay = RETRY_DELAY.matcher(message);
    return delay.find()
        ? Duration.ofNanos(new BigDecimal(delay.group(1)).movePointRight(9).longValue())
        : null;
  }
}
