package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Ids;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventIdentifiers;
import java.time.InstantSource;

/**
 * Dead-letters arrivals that never became a workflow: unreadable payloads, and deliveries that
 * failed repeatedly.
 */
public final class RejectedArrivals {

  private final DeadLetterQueue queue;
  private final DeadLetter.Origin origin;
  private final InstantSource clock;

  /**
   * Creates the dead-lettering of one host.
   *
   * @param queue the dead-letter queue
   * @param origin the host, for the evidence
   * @param clock the time of dead-lettering
   */
  public RejectedArrivals(DeadLetterQueue queue, DeadLetter.Origin origin, InstantSource clock) {
    this.queue = requireNonNull(queue, "queue");
    this.origin = requireNonNull(origin, "origin");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Enqueues an arrival as a dead letter, byte for byte. Idempotent: a repeated delivery is the
   * same dead letter.
   *
   * @param arrival the delivery
   * @param event the event's identifiers, as far as they are known
   * @param rejection the reason
   * @throws io.spillway.ports.PortException if the dead letter could not be enqueued; the delivery
   *     must not be deleted
   */
  public void refuse(Arrival arrival, EventIdentifiers event, Rejection rejection) {
    queue.enqueue(letter(arrival, event, rejection));
  }

  /**
   * {@return the dead letter that {@link #refuse} enqueues}
   *
   * @param arrival the delivery
   * @param event the event's identifiers, as far as they are known
   * @param rejection the reason
   */
  public DeadLetter letter(Arrival arrival, EventIdentifiers event, Rejection rejection) {
    String stream = event.streamId() == null ? DeadLetter.UNKNOWN_STREAM : event.streamId();
    // No event has an empty id, so this id cannot collide with that of an event's dead letter.
    return DeadLetter.builder(
            stream + "~~" + deliveryKey(arrival), arrival, rejection.failure(), origin)
        .event(event.source(), event.eventId(), event.type())
        .deadLetteredAt(clock.instant())
        .fingerprint(Fingerprint.of("arrival", rejection))
        .build();
  }

  private static String deliveryKey(Arrival arrival) {
    String messageId = arrival.messageId();
    return Ids.isValid(messageId) ? messageId : Ids.derive(messageId);
  }
}
