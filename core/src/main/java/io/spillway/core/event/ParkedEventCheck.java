package io.spillway.core.event;

import io.spillway.core.InputCheck;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.ParkedEvent;
import java.time.Duration;
import java.time.Instant;

/**
 * Validates a parked event against the queue's delivery data, because any producer of events can
 * forge the envelope of a parked one, with its time of arrival and the start of its wait.
 */
public final class ParkedEventCheck {

  private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

  private ParkedEventCheck() {}

  /**
   * Accepts a parked event that Spillway can have written.
   *
   * @param parked the delivered event
   * @param queue the name of the queue, or of the original queue of a poison message
   * @param insertedAt the time of insertion into that queue, by the queue's clock
   * @throws io.spillway.InvalidInputException naming each bad field; quotes nothing
   */
  public static void check(ParkedEvent parked, String queue, Instant insertedAt) {
    InputCheck check = new InputCheck();
    Arrival arrival = parked.arrival();
    if (!arrival.queue().equals(queue)) {
      check.reject("arrival.queue", "must be the name of its queue");
    }
    check.number("arrival.dequeueCount", arrival.dequeueCount(), 1, Integer.MAX_VALUE);
    check.time(
        "arrival.insertedAt",
        arrival.insertedAt(),
        parked.since().plus(MAX_CLOCK_SKEW),
        "the start of its wait");
    check.time(
        "since", parked.since(), insertedAt.plus(MAX_CLOCK_SKEW), "its insertion into the queue");
    check.orThrow();
  }
}
