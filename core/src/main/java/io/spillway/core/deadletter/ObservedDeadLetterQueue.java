package io.spillway.core.deadletter;

import io.spillway.ports.Health;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;

/** Decorator that reports each successfully enqueued dead letter to {@link Telemetry}. */
public final class ObservedDeadLetterQueue implements DeadLetterQueue {

  private final DeadLetterQueue queue;
  private final Telemetry telemetry;

  /**
   * Creates a decorator.
   *
   * @param queue the decorated queue
   * @param telemetry the receiver of outcomes
   */
  public ObservedDeadLetterQueue(DeadLetterQueue queue, Telemetry telemetry) {
    this.queue = queue;
    this.telemetry = telemetry;
  }

  @Override
  public void enqueue(DeadLetter letter) {
    queue.enqueue(letter);
    telemetry.note(
        new Outcome(
            Outcome.Kind.EVENT_BURIED,
            letter.streamId(),
            letter.eventKey(),
            letter.workflowId(),
            letter.arrival().traceParent(),
            letter.failure().code()));
  }

  @Override
  public Health health() {
    return queue.health();
  }
}
