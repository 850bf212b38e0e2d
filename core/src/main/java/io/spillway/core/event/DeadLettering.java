package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.deadletter.DeadLetter;
import java.time.Instant;

/**
 * What is left of a workflow that has given up: a letter that is not buried yet.
 *
 * @param letter what is to be buried
 * @param failedTries how often burying it has failed, 0 or more
 * @param startedAt when the workflow started
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
