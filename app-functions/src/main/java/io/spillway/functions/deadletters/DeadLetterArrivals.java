package io.spillway.functions.deadletters;

import io.spillway.InvalidInputException;
import io.spillway.core.deadletter.DeadLetterCheck;
import io.spillway.core.deadletter.DeadLetterConsumer;
import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.deadletter.Rejection;
import io.spillway.functions.invocation.QueueMessage;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.EventIdentifiers;
import io.spillway.wire.DeadLetterPayload;
import io.spillway.wire.UnreadablePayloadException;
import java.time.InstantSource;

/** Consumes dead letters from their queue and its poison queue. */
public final class DeadLetterArrivals {

  private final DeadLetterConsumer drain;
  private final RejectedArrivals rejected;
  private final InstantSource clock;

  /**
   * @param drain the consumer that adds dead letters to the ledger
   * @param rejected the dead-lettering of malformed payloads
   */
  public DeadLetterArrivals(
      DeadLetterConsumer drain, RejectedArrivals rejected, InstantSource clock) {
    this.drain = drain;
    this.rejected = rejected;
    this.clock = clock;
  }

  /**
   * Adds a dead letter to the ledger, or returns it to its queue. A malformed payload, or one with
   * ids, counts or times that Spillway never writes, becomes a dead letter itself.
   */
  void enter(QueueMessage queued) {
    DeadLetter letter;
    try {
      letter = DeadLetterPayload.read(queued.payload());
    } catch (UnreadablePayloadException e) {
      rejected.refuse(
          queued.unreadable(e, clock), EventIdentifiers.NONE, Rejection.of(e.failure()));
      return;
    }
    try {
      DeadLetterCheck.check(letter, queued.insertedAt(clock));
    } catch (InvalidInputException e) {
      Failure failure = Failure.permanent(DeadLetterCheck.INVALID, e.getMessage());
      rejected.refuse(queued.refused(clock), EventIdentifiers.NONE, Rejection.of(failure));
      return;
    }
    drain.enter(letter, queued.payload());
  }

  /**
   * Adds a poisoned dead letter to the ledger. The copy in the poison queue expires, so on any
   * failure the dead letter returns to its own queue, where it does not expire.
   */
  public void rescue(QueueMessage queued) {
    try {
      enter(queued);
    } catch (PortException e) {
      throw e;
    } catch (RuntimeException fault) {
      drain.putBack(queued.payload());
    }
  }
}
