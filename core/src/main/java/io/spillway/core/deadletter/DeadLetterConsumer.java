package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.DelayedRetryPolicy;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.ports.telemetry.Telemetry;
import java.time.Duration;

/**
 * Consumer of the dead-letter queue, which adds dead letters to the ledger. While the ledger fails,
 * a dead letter is returned to the queue as a new message, so the host's delivery count restarts
 * and it never becomes poison.
 */
public final class DeadLetterConsumer {

  /** Default delay before a returned dead letter is delivered again. */
  public static final Duration RETURN_DELAY = Duration.ofSeconds(30);

  private static final Duration MAX_RETURN_DELAY = Duration.ofMinutes(15);
  private final DeadLetterEntering entries;
  private final WorkQueue queue;

  /**
   * Creates the consumer of a queue.
   *
   * @param ledger the ledger
   * @param queue the dead-letter queue, to which dead letters return while the ledger fails
   * @param retries the policy of automatic retries
   * @param telemetry the receiver of events whose automatic retries ended
   */
  public DeadLetterConsumer(
      DeadLetterLedger ledger, WorkQueue queue, DelayedRetryPolicy retries, Telemetry telemetry) {
    this.entries = new DeadLetterEntering(ledger, retries, telemetry);
    this.queue = requireNonNull(queue, "queue");
  }

  /**
   * Adds a dead letter, or the next generation of one. When this returns, the dead letter is in the
   * ledger or in the queue, and the caller can delete the delivery.
   *
   * @param letter the dead letter read from the payload
   * @param payload the delivered payload
   * @return true if the dead letter is in the ledger; false if it was returned to the queue
   * @throws PortException if both failed; the delivery must not be deleted
   */
  public boolean enter(DeadLetter letter, Payload payload) {
    try {
      entries.add(letter);
      return true;
    } catch (PortException e) {
      queue.send(payload, returnDelay(e));
      return false;
    }
  }

  /**
   * Returns a dead letter to the queue, for delivery in 15 minutes. For failures other than an
   * outage, after which the delivery would not be repeated.
   *
   * @param payload the delivered payload
   * @throws PortException if the queue failed; the delivery must not be deleted
   */
  public void putBack(Payload payload) {
    queue.send(payload, MAX_RETURN_DELAY);
  }

  private static Duration returnDelay(PortException e) {
    if (e.failure().category() == FailureCategory.PERMANENT) {
      // Waiting does not help, but the dead letter must not be lost.
      return MAX_RETURN_DELAY;
    }
    Duration asked = e.failure().retryAfter();
    if (asked == null || asked.compareTo(RETURN_DELAY) < 0) {
      return RETURN_DELAY;
    }
    return asked.compareTo(MAX_RETURN_DELAY) > 0 ? MAX_RETURN_DELAY : asked;
  }
}
