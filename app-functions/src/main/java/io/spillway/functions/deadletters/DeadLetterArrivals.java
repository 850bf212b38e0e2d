package io.spillway.functions.deadletters;

import io.spillway.InvalidInputException;
import io.spillway.core.deadletter.DeadLetterCheck;
import io.spillway.core.deadletter.DeadLetterConsumer;
import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.functions.invocation.QueueMessage;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.wire.DeadLetterPayload;
import io.spillway.wire.UnreadablePayloadException;
import java.time.InstantSource;

/** Takes dead letters off their queue, and off its poison queue. */
public final class DeadLetterArrivals {

  private final DeadLetterConsumer drain;
  private final RejectedArrivals office;
  private final InstantSource clock;

  /**
   * Arrivals.
   *
   * @param drain takes letters into the ledger
   * @param office buries what is no letter
   */
  public DeadLetterArrivals(
      DeadLetterConsumer drain, RejectedArrivals office, InstantSource clock) {
    this.drain = drain;
    this.office = office;
    this.clock = clock;
  }

  /**
   * Enters a letter into the ledger, or puts it back into its queue. A payload that is no letter of
   * ours, or one with ids, counts or times that no letter of ours has, is buried as one, and so
   * comes by again.
   */
  void enter(QueueMessage queued) {
    DeadLetter letter;
    try {
      letter = DeadLetterPayload.read(queued.payload());
    } catch (UnreadablePayloadException e) {
      office.refuse(queued.unreadable(e, clock), null, e.failure());
      return;
    }
    try {
      DeadLetterCheck.check(letter, queued.insertedAt(clock));
    } catch (InvalidInputException e) {
      Failure failure = Failure.permanent(DeadLetterCheck.INVALID, e.getMessage());
      office.refuse(queued.refused(clock), null, failure);
      return;
    }
    drain.enter(letter, queued.payload());
  }

  /**
   * Enters a letter that the host gave up on. Its copy in the poison queue expires, so a letter
   * that cannot be entered for whatever reason goes back into its own queue, where it does not.
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
