package io.spillway.functions.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.AuthorNameRefusedException;
import io.spillway.AuthorRestrictedException;
import io.spillway.EventIdReusedException;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.MessageIdReusedException;
import io.spillway.RateExceededException;
import io.spillway.RateLimitKind;
import io.spillway.functions.invocation.FunctionLog;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.PortException;
import io.spillway.ports.policy.RateLimit;
import io.spillway.wire.Codes;
import java.time.Duration;
import java.util.List;

/** Maps exceptions to problem responses. */
final class ErrorResponses {

  private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(1);

  private ErrorResponses() {}

  /** Returns the response to a failed request or part of one, and logs a failure of the service. */
  static ApiResponse handle(Throwable thrown) {
    ApiResponse answer = to(thrown);
    if (answer.status() >= 500) {
      FunctionLog.logFailure(thrown);
    }
    return answer;
  }

  static ApiResponse to(Throwable thrown) {
    if (thrown instanceof ProblemException refusal) {
      return refusal.answer();
    }
    if (thrown instanceof InvalidInputException invalid) {
      return Problem.invalidInput(invalid.fields());
    }
    if (thrown instanceof InvalidCursorException) {
      String message = "must be a cursor from this endpoint with the same filters";
      return Problem.invalidInput(List.of(new InvalidField("cursor", message)));
    }
    if (thrown instanceof MessageIdReusedException) {
      return idReused().answer();
    }
    if (thrown instanceof EventIdReusedException) {
      return eventIdReused().answer();
    }
    if (thrown instanceof AuthorNameRefusedException refused) {
      return to(refused);
    }
    if (thrown instanceof AuthorRestrictedException restricted) {
      return to(restricted);
    }
    if (thrown instanceof RateExceededException exceeded) {
      return to(exceeded);
    }
    return thrown instanceof PortException port ? to(port.failure()) : internal().answer();
  }

  private static ApiResponse to(AuthorNameRefusedException refused) {
    String category = refused.category().code();
    Problem problem =
        new Problem(
            400,
            "author-name-refused",
            "Author name refused",
            "The name of `author` is not accepted on this stream: " + category);
    ObjectNode json = problem.json().put("category", category);
    json.putArray("errors")
        .addObject()
        .put("field", "author")
        .put("message", "must be another name: " + category);
    return Problem.answer(json);
  }

  private static ApiResponse to(AuthorRestrictedException restricted) {
    String until = restricted.until().toString();
    Problem problem =
        new Problem(
            403,
            "author-restricted",
            "Author restricted",
            "A moderator has restricted this author; messages are refused until " + until);
    return Problem.answer(problem.json().put("until", until));
  }

  private static ApiResponse to(RateExceededException exceeded) {
    String detail =
        switch (exceeded.rule()) {
          case MESSAGES -> "messages by one author";
          case REPEATS -> "messages with the same text by one author";
          case LINKS -> "messages with a link by one author";
          case REPORTS -> "reports by one reporter";
          case STREAM_REPEATS -> "messages with the same text on one stream";
        };
    RateLimit limit = exceeded.limit();
    Problem problem =
        new Problem(
            429,
            "rate-exceeded",
            exceeded.rule() == RateLimitKind.STREAM_REPEATS
                ? "Stream rate limit exceeded"
                : "Author rate limit exceeded",
            "At most " + limit.most() + " " + detail + " in " + limit.seconds() + " seconds");
    return Problem.answer(
            problem.json().put("limit", Codes.code(exceeded.rule()).replace('_', '-')))
        .with("Retry-After", Long.toString(wholeSeconds(exceeded.retryAfter())));
  }

  private static ApiResponse to(Failure failure) {
    if (failure.isPartitionFull()) {
      return Problem.answer(full().json().put("code", failure.code()));
    }
    if (failure.category() == FailureCategory.PERMANENT) {
      return Problem.answer(misconfigured().json().put("code", failure.code()));
    }
    Problem problem =
        new Problem(
            503,
            "unavailable",
            "Dependency unavailable",
            "The request may have been applied; retrying it with the same id is safe");
    return Problem.answer(problem.json().put("code", failure.code()))
        .with("Retry-After", Long.toString(retryAfterSeconds(failure)));
  }

  private static long retryAfterSeconds(Failure failure) {
    Duration asked = failure.retryAfter() == null ? DEFAULT_RETRY_AFTER : failure.retryAfter();
    return wholeSeconds(asked);
  }

  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }

  private static Problem idReused() {
    return new Problem(
        409,
        "message-id-reused",
        "messageId already used",
        "The stream has a message with this messageId, or this Idempotency-Key, and another author"
            + " or text");
  }

  private static Problem eventIdReused() {
    return new Problem(
        409,
        "event-id-reused",
        "eventId already used",
        "The stream has an event of this source with this eventId, or this Idempotency-Key, and"
            + " another type, actor or fields");
  }

  /** Has no Retry-After: freeing capacity takes days and an operator. */
  private static Problem full() {
    return new Problem(
        507,
        "partition-full",
        "Stream full",
        "The database keeps no more of this stream until some of it has expired; other streams are"
            + " not affected");
  }

  private static Problem misconfigured() {
    return new Problem(
        500,
        "misconfigured",
        "Service misconfigured",
        "Retrying does not help; the service's log has the cause");
  }

  private static Problem internal() {
    return new Problem(
        500,
        "internal",
        "Internal error",
        "The request failed inside the service; the service's log has the details");
  }
}
