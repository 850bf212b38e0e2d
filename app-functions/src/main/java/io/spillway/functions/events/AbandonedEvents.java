package io.spillway.functions.events;

import io.spillway.core.InvalidInputException;
import io.spillway.core.deadletter.DeadLetterOffice;
import io.spillway.core.event.EventArrivals;
import io.spillway.functions.Spillway;
import io.spillway.functions.invocation.Queued;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.wire.EventPayload;
import io.spillway.wire.IncomingEvent;
import io.spillway.wire.UnreadablePayloadException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Buries events that were delivered again and again in vain, as {@link EventArrivals#POISON}. */
public final class AbandonedEvents {

  private final DeadLetterOffice office;
  private final InstantSource clock;

  public AbandonedEvents(Spillway spillway) {
    this.office = spillway.eventProcessing().office();
    this.clock = spillway.adapters().clock();
  }

  /** When this returns, the event is a dead letter and its delivery may be forgotten. */
  public void bury(Queued queued) {
    IncomingEvent event;
    try {
      ParkedEvent parked = ParkedEvents.read(queued, clock).orElse(null);
      if (parked != null) {
        Arrival first = parked.arrival();
        bury(first, EventPayload.read(first.payload()).draft().streamId());
        return;
      }
      event = EventPayload.read(queued.payload());
    } catch (UnreadablePayloadException e) {
      bury(queued.unreadable(e, clock), null);
      return;
    } catch (InvalidInputException e) {
      bury(queued.refused(clock), null);
      return;
    }
    bury(queued.arrival(event, clock), event.draft().streamId());
  }

  private void bury(Arrival arrival, @Nullable String streamId) {
    office.refuse(arrival, streamId, EventArrivals.poison());
  }
}
