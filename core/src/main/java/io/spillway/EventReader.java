package io.spillway;

import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDraft;

/** Reads events from payloads. */
@FunctionalInterface
public interface EventReader {

  /**
   * Reads an event. Its fields are checked afterwards: each may be missing or wrong.
   *
   * @param arrival the payload, and how it came in
   * @return the event as written
   * @throws InvalidInputException when the payload holds none; quotes nothing of it. Any other
   *     exception counts as a fault of the payload, too
   */
  EventDraft read(Arrival arrival);
}
