package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.EventReader;
import io.spillway.InvalidInputException;
import io.spillway.core.event.EventArrivals;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;

/** Wraps a team's event reader: any exception of the reader counts as an invalid payload. */
record PayloadReader(EventReader events) {

  PayloadReader {
    requireNonNull(events, "events");
  }

  /** Reads a dead letter's event. See {@link #read(DeadLetter, Payload)}. */
  StreamEvent read(DeadLetter letter) {
    return read(letter, letter.arrival().payload());
  }

  /**
   * Reads the event of a dead letter with another payload. A payload without a source has the
   * letter's. Throws {@link InvalidInputException} if the payload is not a valid event.
   */
  StreamEvent read(DeadLetter letter, Payload payload) {
    return EventArrivals.event(letter.arrival().withPayload(payload), draft(letter, payload));
  }

  /**
   * Reads the unvalidated event of a dead letter with another payload, like {@link
   * #read(DeadLetter, Payload)}.
   */
  EventDraft draft(DeadLetter letter, Payload payload) {
    try {
      return requireNonNull(events.read(letter.arrival().withPayload(payload)), "event")
          .orFrom(source(letter));
    } catch (InvalidInputException | PortException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new InvalidInputException("payload", "cannot be read: " + e.getClass().getName());
    }
  }

  /** Letters of events that were stored before they had a source have the names of the API's. */
  private static String source(DeadLetter letter) {
    if (letter.source() != null) {
      return letter.source();
    }
    return letter.workflowId() == null ? StreamEvent.QUEUE : StreamEvent.API;
  }
}
