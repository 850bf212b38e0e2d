package io.spillway.testkit.deadletter;

import static io.spillway.testkit.Fixtures.deadLetter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contract test of {@link DeadLetterQueue}. Extend it and return your queue from the factory
 * method.
 */
public abstract class DeadLetterQueueContract implements MonitoredContract {

  private final String stream = Fixtures.uniqueStream();
  private DeadLetterQueue queue;

  /** {@return an empty queue for exclusive use} */
  protected abstract DeadLetterQueue newQueue();

  /**
   * {@return the dead letters in the latest {@link #newQueue}, as its consumer would see them, in
   * any order; a dead letter that was enqueued twice may occur once or twice}
   */
  protected abstract List<DeadLetter> enqueued();

  /**
   * {@return an empty queue that can hold this many letters; empty when there is no such bound}
   *
   * @param max the limit, a small number
   */
  protected Optional<DeadLetterQueue> newQueueOfAtMost(int max) {
    return Optional.empty();
  }

  @BeforeEach
  final void openQueue() {
    queue = newQueue();
  }

  @Override
  public final DeadLetterQueue monitored() {
    return queue;
  }

  @Test
  void an_enqueued_letter_arrives_without_loss() {
    DeadLetter letter =
        deadLetter(stream, "e-1")
            .payload(Payload.of(Fixtures.AWKWARD_TEXT))
            .failure(Failure.throttled("stats.throttled", "slow \"down\" ⏳", Duration.ofMillis(1)))
            .deadLetteredAt(Fixtures.NOW.plusNanos(1_000))
            .build();

    queue.enqueue(letter);

    assertThat(enqueued()).containsExactly(letter);
  }

  @Test
  void a_letter_of_the_longest_ids_and_the_largest_payload_can_be_enqueued() {
    String longest = Fixtures.longestStream();
    for (String eventId : Fixtures.foreignIds()) {
      queue.enqueue(deadLetter(longest, eventId).payload(Payload.of("\"".repeat(49_152))).build());
    }

    assertThat(enqueued())
        .extracting(DeadLetter::id)
        .containsExactlyInAnyOrderElementsOf(
            Fixtures.foreignIds().stream().map(eventId -> longest + "~" + eventId).toList());
  }

  @Test
  void an_undecodable_payload_is_enqueued_byte_for_byte() {
    DeadLetter letter =
        deadLetter(DeadLetter.UNKNOWN_STREAM, Fixtures.uniqueId("unread"))
            .payload(Payload.of(new byte[] {0, (byte) 0xC3, (byte) 0x28, (byte) 0xFF}))
            .notUnderstood()
            .build();

    queue.enqueue(letter);

    assertThat(enqueued()).containsExactly(letter);
  }

  @Test
  void a_letter_enqueued_twice_is_there_and_equal() {
    DeadLetter letter = deadLetter(stream, "e-1").build();
    queue.enqueue(letter);
    queue.enqueue(letter);

    assertThat(enqueued()).isNotEmpty().containsOnly(letter);
  }

  @Test
  void a_letter_with_the_largest_payload_can_be_enqueued() {
    DeadLetter letter = deadLetter(stream, "e-1").payload(Payload.of("x".repeat(49_152))).build();

    queue.enqueue(letter);

    assertThat(enqueued()).extracting(DeadLetter::id).containsExactly(letter.id());
  }

  @Test
  void sixteen_concurrent_enqueues_lose_nothing() {
    Concurrently.call(
        i -> {
          queue.enqueue(deadLetter(stream, "e-" + i).build());
          return i;
        });

    assertThat(enqueued()).extracting(DeadLetter::eventId).hasSize(16).doesNotHaveDuplicates();
  }

  @Test
  void a_full_queue_rejects_additions() {
    Optional<DeadLetterQueue> small = newQueueOfAtMost(1);
    assumeTrue(small.isPresent(), "this queue has no limit of its own");
    small.get().enqueue(deadLetter(stream, "e-1").build());

    var refused = Failures.of(() -> small.get().enqueue(deadLetter(stream, "e-2").build()));

    assertThat(refused.code()).isEqualTo("queue.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
  }
}
