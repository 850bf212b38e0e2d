package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.EventIdReusedException;
import io.spillway.ports.TraceParent;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventQueue;
import io.spillway.ports.event.StreamEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Accepts events from callers, and queues them. */
public final class EventIntake {

  private final EventQueue queue;
  private final InstantSource clock;
  private final Supplier<String> newId;
  private final EventIdentity identity;

  /**
   * Creates an intake into a queue.
   *
   * @param queue the queue of events
   * @param clock the time of events without one
   * @param newId the source of unique ids, in the form of {@link io.spillway.ports.Ids}
   * @param identity the check of events' identities; optional while its registry fails, because the
   *     consumer of the queue checks again
   */
  public EventIntake(
      EventQueue queue, InstantSource clock, Supplier<String> newId, EventIdentity identity) {
    this.queue = requireNonNull(queue, "queue");
    this.clock = requireNonNull(clock, "clock");
    this.newId = requireNonNull(newId, "newId");
    this.identity = requireNonNull(identity, "identity");
  }

  /**
   * Validates an event and queues it; it is durable when this returns. An event accepted twice is
   * queued twice and counts once.
   *
   * @param draft the event as received
   * @param traceParent the event's trace; null if unknown
   * @return the queued event; a missing id and time are filled in
   * @throws io.spillway.InvalidInputException naming each bad field, fields of other event types
   *     included
   * @throws EventIdReusedException if the event's identity belongs to an event with another content
   * @throws io.spillway.ports.PortException if the event could not be queued
   */
  public StreamEvent accept(EventDraft draft, @Nullable TraceParent traceParent) {
    StreamEvent event = check(draft, newId, clock.instant());
    if (draft.eventId() != null && identity.isKnownAsReused(event)) {
      throw new EventIdReusedException();
    }
    queue.publish(event, traceParent);
    return event;
  }

  /**
   * {@return the event of a draft; a missing id and time are filled in, and a missing source is
   * {@link StreamEvent#API}}
   *
   * @param draft the event as received
   * @param newId the source of ids for events without one
   * @param now the time of an event without one
   * @throws io.spillway.InvalidInputException naming each bad field, fields of other event types
   *     included
   */
  public static StreamEvent check(EventDraft draft, Supplier<String> newId, Instant now) {
    return EventValidation.event(draft, StreamEvent.API, newId, now);
  }
}
