package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.deadletter.DeadLetter;
import java.time.Instant;

/**
 * State of a failed workflow whose dead letter is not yet enqueued.
 *
 * @param letter the dead letter to enqueue
 * @param failedTries the number of failed attempts to enqueue it, 0 or more
 * @param startedAt the start of the workflow
 */
public record DeadLettering(DeadLetter letter, int failedTries, Instant startedAt) {

  public DeadLettering {
    requireNonNull(letter, "letter");
    requireNonNull(startedAt, "startedAt");
    if (failedTries < 0) {
      throw new IllegalArgumentException("failedTries must not be negative: " + failedTries);
    }
  }
}
