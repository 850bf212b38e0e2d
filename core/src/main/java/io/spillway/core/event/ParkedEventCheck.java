package io.spillway.core.event;

import io.spillway.core.InputCheck;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.ParkedEvent;
import java.time.Duration;
import java.time.Instant;

/**
 * Checks a parked event beside the queue's own account of its delivery. A producer of events can
 * also write the envelope of a parked one, and would choose its time of arrival and the beginning
 * of its wait.
 */
public final class ParkedEventCheck {

  private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

  private ParkedEventCheck() {}

  /**
   * Passes a parked event that Spillway can have written.
   *
   * @param parked as it was delivered
   * @param queue the name of the queue that delivered it, or of the one it was given up from
   * @param insertedAt when it was put into that queue, by the queue's clock
   * @throws io.spillway.InvalidInputException naming every field that is wrong; quotes nothing
   */
  public static void check(ParkedEvent parked, String queue, Instant insertedAt) {
    InputCheck check = new InputCheck();
    Arrival arrival = parked.arrival();
    if (!arrival.queue().equals(queue)) {
      check.reject("arrival.queue", "must be the queue that it waits in");
    }
    check.number("arrival.dequeueCount", arrival.dequeueCount(), 1, Integer.MAX_VALUE);
    check.time(
        "arrival.insertedAt",
        arrival.insertedAt(),
        parked.since().plus(MAX_CLOCK_SKEW),
        "when it began to wait");
    check.time(
        "since", parked.since(), insertedAt.plus(MAX_CLOCK_SKEW), "when it was put into its queue");
    check.orThrow();
  }
}
