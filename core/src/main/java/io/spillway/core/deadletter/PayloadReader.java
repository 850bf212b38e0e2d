package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.EventReader;
import io.spillway.InvalidInputException;
import io.spillway.core.event.EventArrivals;
import io.spillway.ports.PortException;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.StreamEvent;

/** Wraps a team's event reader: any exception of the reader counts as an invalid payload. */
record PayloadReader(EventReader events) {

  PayloadReader {
    requireNonNull(events, "events");
  }

  /** Reads an event. Throws {@link InvalidInputException} if the payload is not a valid event. */
  StreamEvent read(Arrival arrival) {
    try {
      return EventArrivals.event(arrival, requireNonNull(events.read(arrival), "event"));
    } catch (InvalidInputException | PortException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new InvalidInputException("payload", "cannot be read: " + e.getClass().getName());
    }
  }
}
