package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.EventReader;
import io.spillway.InvalidInputException;
import io.spillway.core.event.EventArrivals;
import io.spillway.ports.PortException;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.StreamEvent;

/** Reads payloads by a decoder of any quality: what it throws is a fault of the payload. */
record PayloadReader(EventReader events) {

  PayloadReader {
    requireNonNull(events, "events");
  }

  /** Throws {@link InvalidInputException} when the payload cannot be read as an event. */
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
