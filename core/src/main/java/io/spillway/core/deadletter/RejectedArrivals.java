package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import io.spillway.ports.Ids;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.queue.Payload;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Buries what never became a workflow: payloads that cannot be understood, or that nobody took. */
public final class RejectedArrivals {

  private final DeadLetterQueue queue;
  private final DeadLetter.Origin origin;
  private final InstantSource clock;

  /**
   * An office on one machine.
   *
   * @param queue where letters are buried
   * @param origin who buries them, for the evidence
   * @param clock tells when they are buried
   */
  public RejectedArrivals(DeadLetterQueue queue, DeadLetter.Origin origin, InstantSource clock) {
    this.queue = requireNonNull(queue, "queue");
    this.origin = requireNonNull(origin, "origin");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Buries what arrived, byte for byte. The same delivery buried twice is one letter.
   *
   * @param arrival how it came in
   * @param streamId the stream if it could be made out, else null
   * @param failure why it is given up on
   * @throws io.spillway.ports.PortException when the letter could not be buried; the arrival must
   *     then not be forgotten
   */
  public void refuse(Arrival arrival, @Nullable String streamId, Failure failure) {
    queue.enqueue(letter(arrival, streamId, failure));
  }

  /**
   * {@return the letter that {@link #refuse} buries}
   *
   * @param arrival how it came in
   * @param streamId the stream if it could be made out, else null
   * @param failure why it is given up on
   */
  public DeadLetter letter(Arrival arrival, @Nullable String streamId, Failure failure) {
    String stream =
        streamId != null && Ids.isValid(streamId) ? streamId : DeadLetter.UNKNOWN_STREAM;
    // No event has an empty id, so this can be no event's letter.
    return DeadLetter.builder(stream + "~~" + deliveryKey(arrival), arrival, failure, origin)
        .deadLetteredAt(clock.instant())
        .fingerprint(Fingerprint.of("arrival", failure, null))
        .build();
  }

  private static String deliveryKey(Arrival arrival) {
    String messageId = arrival.messageId();
    return Ids.isValid(messageId)
        ? messageId
        : Payload.of(messageId).sha256().substring(0, Ids.MAX_LENGTH);
  }
}
