package io.spillway.testkit.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.FailureCategory;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Part of {@link WorkQueueContract} about payloads and limits. */
abstract class QueueLimitsContract implements MonitoredContract {

  static final Duration SHORT = Duration.ofSeconds(2);
  static final Duration LONG = Duration.ofMinutes(5);
  static final Duration NOT_AT_ALL = Duration.ZERO;

  WorkQueue queue;

  /** Returns an empty queue for exclusive use. */
  protected abstract WorkQueue newQueue();

  /** Returns an empty queue with a limit of payloads; empty if there is no limit. */
  protected Optional<WorkQueue> newQueueOfAtMost(int max) {
    return Optional.empty();
  }

  @BeforeEach
  final void openQueue() {
    queue = newQueue();
  }

  @Override
  public final WorkQueue monitored() {
    return queue;
  }

  static Stream<Payload> payloads() {
    byte[] everyByte = new byte[256];
    IntStream.range(0, 256).forEach(i -> everyByte[i] = (byte) i);
    return Stream.of(
        Payload.of("{\"type\":\"follow\"}"),
        Payload.of(Fixtures.AWKWARD_TEXT),
        Payload.of(" \r\n not trimmed \t\n"),
        Payload.of("\uFEFFafter a byte order mark"),
        Payload.of("aGVsbG8="),
        Payload.of("<xml>&amp;]]></xml>"),
        Payload.of(new byte[] {0}),
        Payload.of(new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF}),
        Payload.of(everyByte));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void a_payload_arrives_byte_for_byte(Payload payload) {
    queue.send(payload);

    assertThat(receiveOne(LONG).payload()).isEqualTo(payload);
  }

  @Test
  void the_largest_payload_fits_and_one_byte_more_fails_permanently() {
    Payload largest = payloadOf(WorkQueue.MAX_PAYLOAD_BYTES);
    queue.send(largest);

    var refused = Failures.of(() -> queue.send(payloadOf(WorkQueue.MAX_PAYLOAD_BYTES + 1)));

    assertThat(refused.code()).isEqualTo("queue.payload-too-large");
    assertThat(refused.category()).isEqualTo(FailureCategory.PERMANENT);
    assertThat(receiveAll(LONG)).extracting(Delivery::payload).containsExactly(largest);
  }

  @Test
  void an_empty_payload_is_rejected() {
    assertThatThrownBy(() -> queue.send(Payload.of("")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_delay_out_of_range_is_rejected() {
    Payload payload = Payload.of("hello");
    for (Duration delay : List.of(Duration.ofMillis(-1), WorkQueue.MAX_DELAY, Duration.ofDays(8))) {
      assertThatThrownBy(() -> queue.send(payload, delay))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(queue.approximateCount()).isZero();

    queue.send(payload, WorkQueue.MAX_DELAY.minusSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, WorkQueue.MAX_BATCH + 1})
  void a_batch_size_out_of_range_is_rejected(int max) {
    assertThatThrownBy(() -> queue.receive(max, LONG)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_visibility_out_of_range_is_rejected() {
    queue.send(Payload.of("hello"));
    for (Duration time : List.of(NOT_AT_ALL, Duration.ofMillis(999), Duration.ofDays(8))) {
      assertThatThrownBy(() -> queue.receive(1, time)).isInstanceOf(IllegalArgumentException.class);
    }

    Delivery delivery = receiveOne(WorkQueue.MAX_DELAY);
    for (Duration time : List.of(NOT_AT_ALL, Duration.ofMillis(999), Duration.ofDays(8))) {
      assertThatThrownBy(() -> queue.renew(delivery, time))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(queue.renew(delivery, WorkQueue.MAX_DELAY)).isPresent();
  }

  @Test
  void a_release_with_a_delay_out_of_range_is_rejected() {
    queue.send(Payload.of("hello"));
    Delivery delivery = receiveOne(LONG);

    for (Duration delay : List.of(Duration.ofMillis(-1), Duration.ofDays(8))) {
      assertThatThrownBy(() -> queue.release(delivery, delay))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(queue.delete(delivery)).isTrue();
  }

  @Test
  void a_full_queue_rejects_additions_until_a_payload_is_deleted() {
    Optional<WorkQueue> small = newQueueOfAtMost(1);
    assumeTrue(small.isPresent(), "this queue has no limit of its own");
    small.get().send(Payload.of("first"));

    var refused = Failures.of(() -> small.get().send(Payload.of("second")));

    assertThat(refused.code()).isEqualTo("queue.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
    small.get().receive(1, LONG).forEach(small.get()::delete);
    small.get().send(Payload.of("third"));
  }

  final Delivery receiveOne(Duration visibility) {
    List<Delivery> deliveries = queue.receive(1, visibility);
    assertThat(deliveries).hasSize(1);
    return deliveries.get(0);
  }

  final List<Delivery> receiveAll(Duration visibility) {
    List<Delivery> all = new ArrayList<>();
    List<Delivery> batch;
    do {
      batch = queue.receive(WorkQueue.MAX_BATCH, visibility);
      assertThat(batch).hasSizeLessThanOrEqualTo(WorkQueue.MAX_BATCH);
      all.addAll(batch);
    } while (!batch.isEmpty());
    return all;
  }

  private static Payload payloadOf(int bytes) {
    return Payload.of("x".repeat(bytes));
  }
}
