package io.spillway.adapters.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.queue.WorkQueueContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InMemoryWorkQueueTest extends WorkQueueContract {

  private final SettableClock clock = new SettableClock();

  @Override
  protected WorkQueue newQueue() {
    return new InMemoryWorkQueue("test-queue", clock);
  }

  @Override
  protected Optional<WorkQueue> newQueueOfAtMost(int max) {
    return Optional.of(new InMemoryWorkQueue("small-queue", clock, max));
  }

  @Override
  protected void advance(Duration time) {
    clock.advance(time);
  }

  @Test
  void visibility_ends_at_its_exact_instant() {
    WorkQueue queue = newQueue();
    queue.send(Payload.of("hello"));
    queue.receive(1, Duration.ofSeconds(30));

    clock.advance(Duration.ofSeconds(30).minusNanos(1));
    assertThat(queue.receive(1, Duration.ofSeconds(30))).isEmpty();

    clock.advance(Duration.ofNanos(1));
    assertThat(queue.receive(1, Duration.ofSeconds(30))).hasSize(1);
  }

  @Test
  void a_delivery_has_the_time_of_sending_by_the_queues_clock() {
    WorkQueue queue = newQueue();
    Instant sentAt = clock.instant();
    queue.send(Payload.of("hello"), Duration.ofSeconds(5));
    clock.advance(Duration.ofSeconds(60));

    assertThat(queue.receive(1, Duration.ofSeconds(30)).get(0).insertedAt()).isEqualTo(sentAt);
  }

  @Test
  void concurrent_consumers_never_receive_the_same_payload() {
    WorkQueue queue = newQueue();
    IntStream.range(0, 10_000).forEach(i -> queue.send(Payload.of("p-" + i)));

    var received =
        Concurrently.call(
            i ->
                Stream.generate(() -> queue.receive(1, Duration.ofSeconds(30)))
                    .takeWhile(batch -> !batch.isEmpty())
                    .map(batch -> batch.get(0).messageId())
                    .toList());

    assertThat(received.stream().flatMap(List::stream)).hasSize(10_000).doesNotHaveDuplicates();
  }

  @Test
  void the_payload_that_has_been_visible_longest_comes_first() {
    WorkQueue queue = newQueue();
    queue.send(Payload.of("third"), Duration.ofSeconds(3));
    queue.send(Payload.of("first"), Duration.ofSeconds(1));
    queue.send(Payload.of("second"), Duration.ofSeconds(2));
    clock.advance(Duration.ofSeconds(3));

    assertThat(queue.receive(3, Duration.ofSeconds(30)))
        .extracting(delivery -> delivery.payload().text().orElseThrow())
        .containsExactly("first", "second", "third");
  }

  @Test
  void a_full_queue_has_capacity_again_once_payloads_expire() {
    WorkQueue queue = newQueueOfAtMost(1).orElseThrow();
    queue.send(Payload.of("hello"));
    clock.advance(WorkQueue.TIME_TO_LIVE);

    queue.send(Payload.of("again"));

    assertThat(queue.approximateCount()).isEqualTo(1);
  }
}
