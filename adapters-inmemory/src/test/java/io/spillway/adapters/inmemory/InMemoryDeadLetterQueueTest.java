package io.spillway.adapters.inmemory;

import static io.spillway.testkit.Fixtures.deadLetter;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.testkit.deadletter.DeadLetterQueueContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryDeadLetterQueueTest extends DeadLetterQueueContract {

  private final InMemoryDeadLetterQueue queue = new InMemoryDeadLetterQueue();

  @Override
  protected DeadLetterQueue newQueue() {
    return queue;
  }

  @Override
  protected List<DeadLetter> enqueued() {
    return queue.letters();
  }

  @Override
  protected Optional<DeadLetterQueue> newQueueOfAtMost(int max) {
    return Optional.of(new InMemoryDeadLetterQueue(max));
  }

  @Test
  void a_letter_enqueued_twice_is_stored_once() {
    queue.enqueue(deadLetter("stream", "e-1").build());
    queue.enqueue(deadLetter("stream", "e-2").build());
    queue.enqueue(deadLetter("stream", "e-1").build());

    assertThat(queue.letters()).extracting(DeadLetter::eventId).containsExactly("e-1", "e-2");
  }

  @Test
  void a_removed_letter_frees_capacity() {
    InMemoryDeadLetterQueue small = new InMemoryDeadLetterQueue(1);
    small.enqueue(deadLetter("stream", "e-1").build());

    assertThat(small.remove("stream~e-1")).isTrue();
    assertThat(small.remove("stream~e-1")).isFalse();

    small.enqueue(deadLetter("stream", "e-2").build());
    assertThat(small.letters()).extracting(DeadLetter::eventId).containsExactly("e-2");
  }

  @Test
  void the_returned_list_does_not_change() {
    queue.enqueue(deadLetter("stream", "e-1").build());
    List<DeadLetter> before = queue.letters();
    queue.enqueue(deadLetter("stream", "e-2").build());

    assertThat(before).hasSize(1);
  }
}
