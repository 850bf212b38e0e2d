package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.FailureCategory;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;

/**
 * Takes dead letters from their queue into the ledger. While the ledger fails a letter goes back
 * into the queue, so the host never counts its deliveries and never gives it up as poison.
 */
public final class DeadLetterConsumer {

  /** How long a letter waits for the ledger when the ledger does not say. */
  public static final Duration RETURN_DELAY = Duration.ofSeconds(30);

  private static final Duration MAX_RETURN_DELAY = Duration.ofMinutes(15);
  private final DeadLetterEntering filing;
  private final WorkQueue queue;

  /**
   * A drain of one queue.
   *
   * @param ledger where letters are entered
   * @param queue where they come from, and go back to while the ledger is out
   */
  public DeadLetterConsumer(DeadLetterLedger ledger, WorkQueue queue) {
    this.filing = new DeadLetterEntering(ledger);
    this.queue = requireNonNull(queue, "queue");
  }

  /**
   * Enters a letter, or the next generation of one. When this returns, the letter is in the ledger
   * or in the queue, and the caller may forget the delivery it came from.
   *
   * @param letter what the payload holds
   * @param payload the letter as it was delivered
   * @return whether it is in the ledger; false when it went back into the queue
   * @throws PortException when neither would have it; the delivery must then not be forgotten
   */
  public boolean enter(DeadLetter letter, Payload payload) {
    try {
      filing.file(letter);
      return true;
    } catch (PortException e) {
      queue.send(payload, returnDelay(e));
      return false;
    }
  }

  /**
   * Puts a letter back into the queue, to be entered a quarter of an hour later. For a letter that
   * fails for another reason than an outage, and whose delivery would not be repeated.
   *
   * @param payload the letter as it was delivered
   * @throws PortException when the queue would not have it; the delivery must then not be forgotten
   */
  public void putBack(Payload payload) {
    queue.send(payload, MAX_RETURN_DELAY);
  }

  private static Duration returnDelay(PortException e) {
    if (e.failure().category() == FailureCategory.PERMANENT) {
      // Nothing that waiting mends, and yet the letter must not be lost.
      return MAX_RETURN_DELAY;
    }
    Duration asked = e.failure().retryAfter();
    if (asked == null || asked.compareTo(RETURN_DELAY) < 0) {
      return RETURN_DELAY;
    }
    return asked.compareTo(MAX_RETURN_DELAY) > 0 ? MAX_RETURN_DELAY : asked;
  }
}
