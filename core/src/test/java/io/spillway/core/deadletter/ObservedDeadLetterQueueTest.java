package io.spillway.core.deadletter;

import static io.spillway.testkit.Fixtures.deadLetter;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.DelayedRetryPolicy;
import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.core.RecordingTelemetry;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.deadletter.DeadLetterQueueContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservedDeadLetterQueueTest extends DeadLetterQueueContract {

  private final InMemoryDeadLetterQueue queue = new InMemoryDeadLetterQueue();
  private final RecordingTelemetry noted = new RecordingTelemetry();

  @Override
  protected DeadLetterQueue newQueue() {
    return new ObservedDeadLetterQueue(queue, DelayedRetryPolicy.OFF, noted);
  }

  @Override
  protected List<DeadLetter> enqueued() {
    return queue.letters();
  }

  @Override
  protected Optional<DeadLetterQueue> newQueueOfAtMost(int max) {
    return Optional.of(
        new ObservedDeadLetterQueue(
            new InMemoryDeadLetterQueue(max), DelayedRetryPolicy.OFF, noted));
  }

  @Test
  void an_enqueued_dead_letter_is_reported_with_event_and_reason() {
    newQueue().enqueue(deadLetter("stream", "e-1").build());

    assertThat(noted.outcomes())
        .containsExactly(
            new Outcome(
                Outcome.Kind.EVENT_BURIED,
                "stream",
                "e-1",
                "stream~e-1",
                Fixtures.TRACE_PARENT,
                "alerts.unavailable",
                "stream~e-1"));
  }

  @Test
  void a_failed_enqueue_is_not_reported() {
    ObservedDeadLetterQueue full =
        new ObservedDeadLetterQueue(new InMemoryDeadLetterQueue(1), DelayedRetryPolicy.OFF, noted);
    full.enqueue(deadLetter("stream", "e-1").build());

    Failures.of(() -> full.enqueue(deadLetter("stream", "e-2").build()));

    assertThat(noted.outcomes()).hasSize(1);
  }
}
