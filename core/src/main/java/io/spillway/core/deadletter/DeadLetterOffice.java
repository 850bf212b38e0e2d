package io.spillway.core.deadletter;

import io.spillway.ports.Failure;
import io.spillway.ports.Ids;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.queue.Payload;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Buries what never became a workflow: payloads that cannot be understood, or that nobody took. */
public final class DeadLetterOffice {

  private final DeadLetterQueue queue;
  private final DeadLetter.Origin origin;
  private final InstantSource clock;

  public DeadLetterOffice(DeadLetterQueue queue, DeadLetter.Origin origin, InstantSource clock) {
    this.queue = queue;
    this.origin = origin;
    this.clock = clock;
  }

  /**
   * Buries what arrived, byte for byte. The same delivery buried twice is one letter.
   *
   * @param streamId the stream if it could be made out, else null
   * @throws io.spillway.ports.PortException when the letter could not be buried; the arrival must
   *     then not be forgotten
   */
  public void refuse(Arrival arrival, @Nullable String streamId, Failure failure) {
    queue.bury(letter(arrival, streamId, failure));
  }

  /** The letter that {@link #refuse} buries. */
  public DeadLetter letter(Arrival arrival, @Nullable String streamId, Failure failure) {
    String stream =
        streamId != null && Ids.isValid(streamId) ? streamId : DeadLetter.UNKNOWN_STREAM;
    return new DeadLetter(
        // No event has an empty id, so this can be no event's letter.
        stream + "~~" + deliveryKey(arrival),
        stream,
        null,
        null,
        arrival,
        failure,
        null,
        arrival.dequeueCount(),
        arrival.insertedAt(),
        clock.instant(),
        List.of(),
        List.of(),
        null,
        0,
        origin,
        Fingerprint.of("arrival", failure, null));
  }

  private static String deliveryKey(Arrival arrival) {
    String messageId = arrival.messageId();
    return Ids.isValid(messageId)
        ? messageId
        : Payload.of(messageId).sha256().substring(0, Ids.MAX_LENGTH);
  }
}
