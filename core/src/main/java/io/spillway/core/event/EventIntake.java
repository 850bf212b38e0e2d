package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.core.InputCheck;
import io.spillway.ports.TraceParent;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventQueue;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes events in from callers who wait for an answer, and queues them. */
public final class EventIntake {

  private final EventQueue queue;
  private final InstantSource clock;
  private final Supplier<String> newId;

  /**
   * An intake into one queue.
   *
   * @param queue where events wait for their workflow
   * @param clock tells when an event happened that does not say
   * @param newId an id that no event has had, in the form of {@link io.spillway.ports.Ids}
   */
  public EventIntake(EventQueue queue, InstantSource clock, Supplier<String> newId) {
    this.queue = requireNonNull(queue, "queue");
    this.clock = requireNonNull(clock, "clock");
    this.newId = requireNonNull(newId, "newId");
  }

  /**
   * Checks an event and queues it; it is durable when this returns. The same event accepted twice
   * is queued twice and counts once.
   *
   * @param draft what somebody sent
   * @param traceParent the trace that the event belongs to; null when that is not known
   * @return the event that was queued, with the id and the time that it was given if it had none
   * @throws io.spillway.InvalidInputException naming every bad field; one that does not belong to
   *     the type is bad
   * @throws io.spillway.ports.PortException when it could not be queued
   */
  public StreamEvent accept(EventDraft draft, @Nullable TraceParent traceParent) {
    StreamEvent event = checked(draft, newId, clock.instant());
    queue.publish(event, traceParent);
    return event;
  }

  /**
   * {@return the event of a draft, with an id and a time if it had none}
   *
   * @param draft the event as somebody outside wrote it
   * @param newId makes an id for an event without one
   * @param now the time of an event without one
   * @throws io.spillway.InvalidInputException naming each bad field; one that does not belong to
   *     the type is bad
   */
  public static StreamEvent checked(EventDraft draft, Supplier<String> newId, Instant now) {
    StreamEvent event = EventValidation.event(draft, newId, now);
    refuseWhatDoesNotBelong(draft, event.detail().kind());
    return event;
  }

  private static void refuseWhatDoesNotBelong(EventDraft draft, EventType type) {
    InputCheck check = new InputCheck();
    for (EventField field : draft.fields().given()) {
      if (!type.fields().contains(field)) {
        check.reject(field.key(), "does not belong to a " + type.key() + " event");
      }
    }
    check.orThrow();
  }
}
