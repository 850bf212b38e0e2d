package io.spillway.core.deadletter;

import io.spillway.DelayedRetryPolicy;
import io.spillway.ports.Health;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;

/** Decorator that reports each successfully enqueued dead letter to {@link Telemetry}. */
public final class ObservedDeadLetterQueue implements DeadLetterQueue {

  private final DeadLetterQueue queue;
  private final DelayedRetryPolicy retries;
  private final Telemetry telemetry;

  /**
   * Creates a decorator.
   *
   * @param queue the decorated queue
   * @param retries the policy of automatic retries
   * @param telemetry the receiver of outcomes
   */
  public ObservedDeadLetterQueue(
      DeadLetterQueue queue, DelayedRetryPolicy retries, Telemetry telemetry) {
    this.queue = queue;
    this.retries = retries;
    this.telemetry = telemetry;
  }

  @Override
  public void enqueue(DeadLetter letter) {
    queue.enqueue(letter);
    telemetry.note(outcome(kind(letter), letter));
  }

  private Outcome.Kind kind(DeadLetter letter) {
    return retries.first(letter) == null ? Outcome.Kind.EVENT_BURIED : Outcome.Kind.EVENT_DEFERRED;
  }

  /** Returns the outcome of a dead letter's event. */
  static Outcome outcome(Outcome.Kind kind, DeadLetter letter) {
    return new Outcome(
        kind,
        letter.streamId(),
        letter.eventKey(),
        letter.workflowId(),
        letter.arrival().traceParent(),
        letter.failure().code(),
        letter.id());
  }

  @Override
  public Health health() {
    return queue.health();
  }
}
