package io.spillway.wire;

import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.deadletter.DeadLetterQueueContract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class QueuedDeadLettersTest extends DeadLetterQueueContract {

  private final SettableClock clock = new SettableClock();
  private final WorkQueue queue = new InMemoryWorkQueue("dead-letters", clock);

  @Override
  protected DeadLetterQueue newQueue() {
    return new QueuedDeadLetters(queue);
  }

  @Override
  protected Optional<DeadLetterQueue> newQueueOfAtMost(int max) {
    return Optional.of(new QueuedDeadLetters(new InMemoryWorkQueue("dead-letters", clock, max)));
  }

  @Override
  protected List<DeadLetter> enqueued() {
    return queue.receive(WorkQueue.MAX_BATCH, Duration.ofSeconds(30)).stream()
        .map(delivery -> DeadLetterPayload.read(delivery.payload()))
        .toList();
  }
}
