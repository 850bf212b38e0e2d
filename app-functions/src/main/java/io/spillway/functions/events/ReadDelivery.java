package io.spillway.functions.events;

import io.spillway.InvalidInputException;
import io.spillway.core.deadletter.Rejection;
import io.spillway.core.event.EventArrivals;
import io.spillway.core.event.ParkedEventCheck;
import io.spillway.functions.invocation.QueueMessage;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventIdentifiers;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.QueueNames;
import io.spillway.wire.EventPayload;
import io.spillway.wire.IncomingEvent;
import io.spillway.wire.ParkedEventPayload;
import io.spillway.wire.UnreadablePayloadException;
import java.time.InstantSource;

/** Parsed content of a delivery from the event queue. */
sealed interface ReadDelivery {

  /** Returns the arrival, for the evidence of a dead letter. */
  Arrival arrival();

  /** Returns the event's identifiers, as far as they are readable. */
  EventIdentifiers event();

  /** A delivery of an event. */
  record Sent(Arrival arrival, EventDraft draft) implements ReadDelivery {
    @Override
    public EventIdentifiers event() {
      return EventIdentifiers.of(draft.orFrom(StreamEvent.QUEUE));
    }
  }

  /** A delivery of an event that was parked behind a dead letter of its stream. */
  record Parked(ParkedEvent parked, EventDraft draft) implements ReadDelivery {
    @Override
    public Arrival arrival() {
      return parked.arrival();
    }

    @Override
    public EventIdentifiers event() {
      return EventIdentifiers.of(draft.orFrom(StreamEvent.QUEUE));
    }
  }

  /** A damaged payload, or an envelope that Spillway cannot have written. */
  record Refused(Arrival arrival, EventIdentifiers event, Rejection rejection)
      implements ReadDelivery {}

  /**
   * Parses a delivery.
   *
   * @param clock the time of arrival if the delivery's own time is unreadable
   */
  static ReadDelivery of(QueueMessage queued, InstantSource clock) {
    try {
      ParkedEvent parked = ParkedEventPayload.read(queued.payload()).orElse(null);
      if (parked != null) {
        ParkedEventCheck.check(parked, QueueNames.STREAM_EVENTS, queued.insertedAt(clock));
        return new Parked(parked, EventPayload.read(parked.arrival().payload()).draft());
      }
      IncomingEvent event = EventPayload.read(queued.payload());
      return new Sent(queued.arrival(event, clock), event.draft());
    } catch (UnreadablePayloadException e) {
      return new Refused(
          queued.unreadable(e, clock),
          EventPayload.identify(queued.payload()),
          Rejection.of(e.failure(), e.fields()));
    } catch (InvalidInputException e) {
      Rejection rejection = Rejection.of(EventArrivals.INVALID, e);
      return new Refused(queued.refused(clock), EventIdentifiers.NONE, rejection);
    }
  }
}
