package io.spillway.core.deadletter;

import io.spillway.InvalidInputException;
import io.spillway.core.InputCheck;
import io.spillway.core.event.EventArrivals;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventIdentifiers;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;

/** Rules of an edited payload: its size, and that it is the same event. */
record EditRules(PayloadReader payloads) {

  static void checkSize(Payload payload, InputCheck check) {
    if (payload.size() == 0 || payload.size() > WorkQueue.MAX_PAYLOAD_BYTES) {
      check.reject("payload", "must have 1 to " + WorkQueue.MAX_PAYLOAD_BYTES + " bytes");
    }
  }

  /**
   * Returns the identifiers of an edited event, which are those of the dead letter if known. Throws
   * {@link InvalidInputException} if the payload is no valid event, or another one.
   */
  EventIdentifiers requireSameEvent(DeadLetter letter, Payload payload) {
    EventDraft draft = payloads.draft(letter, payload);
    StreamEvent event = EventArrivals.event(letter.arrival().withPayload(payload), draft);
    InputCheck check = new InputCheck();
    if (!letter.streamId().equals(DeadLetter.UNKNOWN_STREAM)
        && !letter.streamId().equals(event.streamId())) {
      check.reject("payload", "must be an event of stream " + letter.streamId());
    }
    if (!RedriveRules.mayGetAnotherId(letter)) {
      if (!event.eventId().equals(letter.eventId())) {
        check.reject("payload", "must be the event " + letter.eventId());
      }
      if (letter.source() != null && !letter.source().equals(event.source())) {
        check.reject("payload", "must be an event of the source " + letter.source());
      }
    }
    check.orThrow();
    return EventIdentifiers.of(draft);
  }
}
