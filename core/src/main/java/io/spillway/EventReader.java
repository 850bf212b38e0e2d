package io.spillway;

import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDraft;

/** Reads events from payloads. */
@FunctionalInterface
public interface EventReader {

  /**
   * Reads an event. Its fields are validated afterwards, so each may be missing or invalid.
   *
   * @param arrival the payload and its delivery data
   * @return the event as written
   * @throws InvalidInputException if the payload is not an event; the message quotes nothing of the
   *     payload. Any other exception also counts as a fault of the payload
   */
  EventDraft read(Arrival arrival);
}
