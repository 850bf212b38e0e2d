package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.SortableTime;
import java.time.Instant;

/**
 * An event that waits in its queue for the resolution of a dead letter of its stream, or for the
 * register of identities.
 *
 * @param arrival the first arrival, so that repeated re-enqueueing preserves its id, time and
 *     payload
 * @param since the time at which it was first enqueued again, in microseconds
 */
public record ParkedEvent(Arrival arrival, Instant since) {

  public ParkedEvent {
    requireNonNull(arrival, "arrival");
    since = SortableTime.stored(since);
  }
}
