package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.SortableTime;
import java.time.Instant;

/**
 * An event that waits behind a dead letter of its stream.
 *
 * @param arrival how it came in at first, so that it keeps its name, its time and each byte however
 *     often it is put back
 * @param since when it was first put back, in microseconds
 */
public record ParkedEvent(Arrival arrival, Instant since) {

  public ParkedEvent {
    requireNonNull(arrival, "arrival");
    since = SortableTime.stored(since);
  }
}
