package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.core.InputCheck;
import io.spillway.ports.TraceParent;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventQueue;
import io.spillway.ports.event.StreamEvent;
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
   * @throws io.spillway.core.InvalidInputException naming every bad field; one that does not belong
   *     to the type is bad
   * @throws io.spillway.ports.PortException when it could not be queued
   */
  public StreamEvent accept(EventDraft draft, @Nullable TraceParent traceParent) {
    StreamEvent event = EventValidation.event(draft, newId, clock.instant());
    refuseWhatDoesNotBelong(draft, event.type());
    queue.publish(event, traceParent);
    return event;
  }

  private static void refuseWhatDoesNotBelong(EventDraft draft, String type) {
    InputCheck check = new InputCheck();
    refuseUnless(type.equals("subscription"), "tier", draft.tier(), type, check);
    refuseUnless(type.equals("subscription"), "months", draft.months(), type, check);
    refuseUnless(type.equals("donation"), "amount", draft.amount(), type, check);
    refuseUnless(type.equals("donation"), "currency", draft.currency(), type, check);
    refuseUnless(type.equals("raid"), "viewers", draft.viewers(), type, check);
    check.orThrow();
  }

  private static void refuseUnless(
      boolean belongs, String field, @Nullable Object value, String type, InputCheck check) {
    if (!belongs && value != null) {
      check.reject(field, "does not belong to a " + type);
    }
  }
}
