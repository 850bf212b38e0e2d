package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import io.spillway.ports.SortableTime;
import java.time.Instant;

/**
 * One failed attempt of an activity.
 *
 * @param at the time of the attempt, in microseconds
 * @param activity the activity's name
 * @param round the round of the workflow, from 1
 * @param failure the reason
 */
public record Attempt(Instant at, String activity, int round, Failure failure) {

  public Attempt {
    at = SortableTime.stored(at);
    requireNonNull(activity, "activity");
    requireNonNull(failure, "failure");
  }
}
