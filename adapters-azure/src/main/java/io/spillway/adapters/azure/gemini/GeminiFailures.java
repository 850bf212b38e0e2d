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
 * What the SDK throws, as failures of the port. What Google said in words is left out of them, as
 * cause too: it may quote the text.
 */
final class GeminiFailures {

  static final String BAD_ANSWER = "classifier.bad-answer";
  static final String BREAKER_OPEN = "classifier.breaker-open";
  private static final String REJECTED = "classifier.rejected";
  private static final String THROTTLED = "classifier.throttled";
  private static final String TIMEOUT = "classifier.timeout";
  private static final String UNAVAILABLE = "classifier.unavailable";

  /** What says that Gemini is not well, whatever the text: trying again may help. */
  private static final Set<String> OUTAGES = Set.of(UNAVAILABLE, TIMEOUT, THROTTLED);

  private static final Pattern RETRY_DELAY =
      Pattern.compile("\"retryDelay\"\\s*:\\s*\"(\\d{1,6}(?:\\.\\d{1,9})?)s\"");

  /** Names of parameters, of which a refusal may tell one. Nothing else of its words is shown. */
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

  /** An answer that is none of a text's scores, whoever is at fault. */
  static Failure unreadable() {
    return Failure.transientFailure(BAD_ANSWER, "Gemini gave an answer that cannot be read");
  }

  /**
   * The SDK's exception, as the answer that it stands for or as a failure.
   *
   * @param options those of the request
   * @return unreadable for what was answered and is no JSON
   * @throws RefusedRequest for a request that Gemini finds invalid
   * @throws PortException when there was no answer
   */
  static GeminiAnswer answerIn(RuntimeException thrown, Set<RequestOption> options) {
    if (thrown instanceof ApiException refused) {
      Failure failure = answered(refused);
      if (isInvalid(refused)) {
        throw new RefusedRequest(
            failure, RequestOption.refused(refused.message(), options).orElse(null));
      }
      throw new PortException(failure);
    }
    if (thrown.getCause() instanceof IOException broken
        && !(broken instanceof JsonProcessingException)) {
      throw new PortException(unanswered(broken), broken);
    }
    return new GeminiAnswer.Unreadable(Scores.NONE);
  }

  private static boolean isInvalid(ApiException refused) {
    return refused.code() == 400
        && refused.status().equals("INVALID_ARGUMENT")
        && !refused.message().contains("API_KEY_INVALID");
  }

  /** A code of Google's as it is, or UNKNOWN when it does not look like one. */
  static String safe(String code) {
    return code.matches("[A-Z][A-Z0-9_]{0,59}") ? code : "UNKNOWN";
  }

  private static Failure unanswered(IOException broken) {
    if (broken instanceof Busy busy) {
      return busy(busy.status(), String.valueOf(busy.status()), busy.retryAfter());
    }
    if (broken instanceof InterruptedIOException && !Thread.currentThread().isInterrupted()) {
      return Failure.transientFailure(TIMEOUT, "Gemini did not answer in time");
    }
    return Failure.transientFailure(
        UNAVAILABLE, "Gemini gave no answer: " + broken.getClass().getSimpleName());
  }

  private static Failure answered(ApiException refused) {
    int status = refused.code();
    String said = status + " " + safe(refused.status());
    if (status == 429 || status == 503) {
      return busy(status, said, retryDelay(refused.message()));
    }
    if (status == 408 || status == 504) {
      return Failure.transientFailure(TIMEOUT, "Gemini did not answer in time: " + said);
    }
    if (status >= 500) {
      return Failure.transientFailure(UNAVAILABLE, "Gemini is not available: " + said);
    }
    return Failure.permanent(
        REJECTED, "Gemini refused the call: " + said + advice(status, refused.message()));
  }

  private static Failure busy(int status, String said, @Nullable Duration retryAfter) {
    return status == 429
        ? Failure.throttled(THROTTLED, "Gemini asks for less: " + said, retryAfter)
        : new Failure(UNAVAILABLE, TRANSIENT, "Gemini is not available: " + said, retryAfter);
  }

  private static String advice(int status, String message) {
    // A key that is none is 400, told from other wrong requests by its reason alone.
    if (status == 401 || status == 403 || message.contains("API_KEY_INVALID")) {
      return "; check the API key and what it may be used for";
    }
    if (status == 404) {
      return "; check the model's name: models are retired";
    }
    if (status == 400) {
      Matcher parameter = PARAMETER.matcher(message);
      return parameter.find() ? "; check the parameter " + parameter.group() : "";
    }
    return status < 400 ? "; check the endpoint, which sends elsewhere" : "";
  }

  /** Where Gemini itself says when to come back: in the refusal's body. */
  private static @Nullable Duration retryDelay(String message) {
    Matcher delay = RETRY_DELAY.matcher(message);
    return delay.find()
        ? Duration.ofNanos(new BigDecimal(delay.group(1)).movePointRight(9).longValue())
        : null;
  }
}
