package io.spillway.functions.events;

import io.spillway.core.InvalidInputException;
import io.spillway.core.event.ParkedEventCheck;
import io.spillway.functions.invocation.Queued;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.queue.QueueNames;
import io.spillway.wire.ParkedEventPayload;
import java.time.InstantSource;
import java.util.Optional;

/** Reads parked events, and refuses an envelope that was written by somebody else. */
final class ParkedEvents {

  private ParkedEvents() {}

  /**
   * The parked event of a delivery; empty for any other payload.
   *
   * @throws io.spillway.wire.UnreadablePayloadException for a damaged envelope
   * @throws InvalidInputException for one that Spillway cannot have written
   */
  static Optional<ParkedEvent> read(Queued queued, InstantSource clock) {
    Optional<ParkedEvent> parked = ParkedEventPayload.read(queued.payload());
    parked.ifPresent(
        event -> ParkedEventCheck.check(event, QueueNames.STREAM_EVENTS, queued.insertedAt(clock)));
    return parked;
  }
}
