package io.spillway.core.notification;

import io.spillway.core.Backoff;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Last known state of a receiver, in this process. A receiver that fails twice in a row, for
 * notifications of different lanes or one, or that asks for a pause, gets one trial after each
 * pause. The others that wait are not tried meanwhile, so they are due as soon as it is back.
 */
final class Receiver {

  /** First pause after a failure; each further one is twice as long. */
  static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

  /** Maximum pause, unless the receiver asks for a longer one. */
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private int failures;
  private @Nullable Instant notBefore;
  private @Nullable Instant failingSince;
  private @Nullable Failure failure;

  /** Returns the pause after a number of failures in a row. */
  static Duration pause(int failures, Failure latest) {
    Duration pause = Backoff.exponential(FIRST_PAUSE, Math.max(failures - 1, 0), LONGEST_PAUSE);
    return Backoff.orAsked(pause, latest);
  }

  synchronized void fail(Failure latest, Instant now) {
    failures++;
    failure = latest;
    if (failingSince == null) {
      failingSince = now;
    }
    boolean isThrottled = latest.category() == FailureCategory.THROTTLED;
    if (isThrottled || failures > 1) {
      notBefore = now.plus(pause(isThrottled ? failures : failures - 1, latest));
    }
  }

  synchronized void answer() {
    failures = 0;
    notBefore = null;
    failingSince = null;
    failure = null;
  }

  /** Returns whether the receiver gets no trial now. */
  synchronized boolean isPaused(Instant now) {
    return notBefore != null && now.isBefore(notBefore);
  }

  /** Returns the time since which every call failed; null if the last one did not. */
  synchronized @Nullable Instant failingSince() {
    return failingSince;
  }

  /** Returns the latest failure; null if the last call succeeded. */
  synchronized @Nullable Failure failure() {
    return failure;
  }
}
