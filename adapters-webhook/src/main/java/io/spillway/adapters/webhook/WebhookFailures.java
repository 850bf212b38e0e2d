package io.spillway.adapters.webhook;

import io.spillway.adapters.webhook.DirectSockets.ForbiddenTargetException;
import io.spillway.ports.Failure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps responses and errors of a receiver to failures, without quoting the response. */
final class WebhookFailures {

  /** Maximum delay that a receiver can request. */
  static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);

  private static final int TOO_MANY = 429;

  /** Statuses below 500 after which a retry may help. */
  private static final Set<Integer> PASSING = Set.of(408, 425);

  private WebhookFailures() {}

  /**
   * Maps a response to a failure.
   *
   * @param retryAfter the header; null for none
   * @param now the current time, to which a date in the header is relative
   */
  static Failure ofResponse(int status, @Nullable String retryAfter, Instant now) {
    String message = "the receiver answered " + status;
    Duration pause = retryAfter == null ? null : pause(retryAfter.strip(), now);
    if (status == TOO_MANY || (status >= 500 && pause != null)) {
      return Failure.throttled("alert-channel.throttled", message, pause);
    }
    if (status >= 500 || PASSING.contains(status)) {
      return Failure.transientFailure("alert-channel.unavailable", message);
    }
    String advice = status >= 300 && status < 400 ? "; redirects are not followed" : "";
    return Failure.permanent("alert-channel.rejected", message + advice);
  }

  static Failure ofConnection(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ForbiddenTargetException) {
        return Failure.permanent(
            "alert-channel.rejected",
            "the receiver's address is not public; privateTargets allows it");
      }
    }
    String what =
        e instanceof InterruptedIOException ? "no response in time" : e.getClass().getSimpleName();
    return Failure.transientFailure("alert-channel.unavailable", "the receiver: " + what);
  }

  /** Parses the header; null if it is neither seconds nor a date. */
  private static @Nullable Duration pause(String header, Instant now) {
    Duration pause = null;
    if (header.matches("[0-9]{1,9}")) {
      pause = Duration.ofSeconds(Long.parseLong(header));
    } else {
      try {
        Instant until =
            ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        pause = until.isBefore(now) ? Duration.ZERO : Duration.between(now, until);
      } catch (DateTimeException notADate) {
        return null;
      }
    }
    return pause.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : pause;
  }
}
