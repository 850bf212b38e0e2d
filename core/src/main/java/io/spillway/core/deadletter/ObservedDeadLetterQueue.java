package io.spillway.core.deadletter;

import io.spillway.ports.Health;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;

/** A dead-letter queue of which those who watch hear: of each letter, once it is buried. */
public final class ObservedDeadLetterQueue implements DeadLetterQueue {

  private final DeadLetterQueue queue;
  private final Telemetry telemetry;

  /**
   * A queue whose burials are told.
   *
   * @param queue where letters are buried
   * @param telemetry hears of each that was buried
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
            letter.eventId(),
            letter.workflowId(),
            letter.arrival().traceParent(),
            letter.failure().code()));
  }

  @Override
  public Health health() {
    return queue.health();
  }
}
