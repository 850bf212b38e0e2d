package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import io.spillway.ports.SortableTime;
import java.time.Instant;

/**
 * One try of one activity that failed.
 *
 * @param at when, in microseconds
 * @param activity which one
 * @param round which round of the workflow, from 1
 * @param failure why
 */
public record Attempt(Instant at, String activity, int round, Failure failure) {

  public Attempt {
    at = SortableTime.stored(at);
    requireNonNull(activity, "activity");
    requireNonNull(failure, "failure");
  }
}
