package io.spillway.testkit.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testkit.Concurrently;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Contract test of {@link WorkQueue}. Extend it and return your queue from the factory method. */
public abstract class WorkQueueContract extends QueueLimitsContract {

  /**
   * Advances the queue's clock. An implementation whose clock cannot be set waits, or skips the
   * test by {@link org.junit.jupiter.api.Assumptions#abort(String)} if that takes too long: most
   * tests need 2 seconds, those of the time to live need days.
   *
   * @param time the duration, 0 or more
   */
  protected abstract void advance(Duration time);

  @Test
  void a_queue_has_a_name() {
    assertThat(queue.name()).isNotBlank();
  }

  @Test
  void an_empty_queue_returns_nothing_without_waiting() {
    assertThat(queue.receive(WorkQueue.MAX_BATCH, LONG)).isEmpty();
    assertThat(queue.approximateCount()).isZero();
  }

  @Test
  void the_first_delivery_has_its_metadata() {
    queue.send(Payload.of("hello"));

    Delivery delivery = receiveOne(LONG);

    assertThat(delivery.dequeueCount()).isEqualTo(1);
    assertThat(delivery.messageId()).isNotBlank();
    assertThat(delivery.receipt()).isNotBlank();
    assertThat(delivery.insertedAt()).isNotNull();
  }

  @Test
  void a_received_payload_is_hidden_from_others() {
    queue.send(Payload.of("hello"));
    receiveOne(SHORT);

    assertThat(queue.receive(1, SHORT)).isEmpty();
    assertThat(queue.approximateCount()).isPositive();
  }

  @Test
  void a_payload_that_is_not_deleted_is_delivered_again_and_counted() {
    queue.send(Payload.of("hello"));
    Delivery first = receiveOne(SHORT);
    advance(SHORT);
    Delivery second = receiveOne(SHORT);
    advance(SHORT);
    Delivery third = receiveOne(SHORT);

    assertThat(List.of(first, second, third))
        .extracting(Delivery::dequeueCount)
        .containsExactly(1, 2, 3);
    assertThat(List.of(second, third)).allMatch(d -> d.messageId().equals(first.messageId()));
    assertThat(List.of(second, third)).allMatch(d -> d.insertedAt().equals(first.insertedAt()));
    assertThat(List.of(second, third)).allMatch(d -> d.payload().equals(first.payload()));
    assertThat(List.of(first.receipt(), second.receipt(), third.receipt())).doesNotHaveDuplicates();
  }

  @Test
  void a_deleted_payload_is_not_delivered_again() {
    queue.send(Payload.of("hello"));

    Delivery delivery = receiveOne(SHORT);

    assertThat(queue.delete(delivery)).isTrue();
    assertThat(queue.delete(delivery)).isFalse();
    assertThat(queue.release(delivery, NOT_AT_ALL)).isFalse();
    advance(SHORT);
    assertThat(queue.receive(1, SHORT)).isEmpty();
    assertThat(queue.approximateCount()).isZero();
  }

  @Test
  void a_late_but_latest_delivery_can_be_deleted() {
    queue.send(Payload.of("hello"));
    Delivery delivery = receiveOne(SHORT);
    advance(SHORT);

    assertThat(queue.delete(delivery)).isTrue();

    assertThat(queue.receive(1, SHORT)).isEmpty();
  }

  @Test
  void only_the_latest_delivery_can_delete_or_release() {
    queue.send(Payload.of("hello"));
    Delivery old = receiveOne(SHORT);
    advance(SHORT);
    Delivery latest = receiveOne(LONG);

    assertThat(queue.delete(old)).isFalse();
    assertThat(queue.release(old, NOT_AT_ALL)).isFalse();

    assertThat(queue.receive(1, SHORT)).isEmpty();
    assertThat(queue.delete(latest)).isTrue();
  }

  @Test
  void a_released_payload_is_delivered_again_immediately() {
    queue.send(Payload.of("hello"));

    assertThat(queue.release(receiveOne(LONG), NOT_AT_ALL)).isTrue();

    assertThat(receiveOne(LONG).dequeueCount()).isEqualTo(2);
  }

  @Test
  void a_payload_released_with_a_delay_is_hidden_until_then() {
    queue.send(Payload.of("hello"));
    queue.release(receiveOne(LONG), SHORT);
    assertThat(queue.receive(1, LONG)).isEmpty();

    advance(SHORT);

    assertThat(receiveOne(LONG).dequeueCount()).isEqualTo(2);
  }

  @Test
  void a_released_delivery_is_no_longer_valid() {
    queue.send(Payload.of("hello"));
    Delivery delivery = receiveOne(LONG);
    queue.release(delivery, NOT_AT_ALL);

    assertThat(queue.release(delivery, LONG)).isFalse();
    assertThat(queue.delete(delivery)).isFalse();

    assertThat(receiveOne(LONG).payload()).isEqualTo(Payload.of("hello"));
  }

  @Test
  void a_renewed_delivery_stays_hidden_and_has_a_new_receipt() {
    queue.send(Payload.of("hello"));
    Delivery first = receiveOne(SHORT);
    Delivery renewed = queue.renew(first, LONG).orElseThrow();
    advance(SHORT);

    assertThat(queue.receive(1, SHORT)).isEmpty();
    assertThat(renewed.receipt()).isNotEqualTo(first.receipt());
    assertThat(renewed.withReceipt(first.receipt())).isEqualTo(first);
    assertThat(queue.delete(first)).as("by the old receipt").isFalse();
    assertThat(queue.renew(first, LONG)).as("by the old receipt").isEmpty();
    assertThat(queue.delete(renewed)).isTrue();
    assertThat(queue.renew(renewed, LONG)).as("of a deleted payload").isEmpty();
  }

  @Test
  void a_renewed_delivery_that_is_abandoned_is_delivered_again_and_counted() {
    queue.send(Payload.of("hello"));
    Delivery renewed = queue.renew(receiveOne(LONG), SHORT).orElseThrow();
    advance(SHORT);

    assertThat(receiveOne(LONG).dequeueCount()).isEqualTo(2);
    assertThat(queue.renew(renewed, LONG)).isEmpty();
  }

  @Test
  void a_late_but_latest_delivery_can_be_renewed() {
    queue.send(Payload.of("hello"));
    Delivery delivery = receiveOne(SHORT);
    advance(SHORT);

    assertThat(queue.renew(delivery, LONG)).isPresent();

    assertThat(queue.receive(1, SHORT)).isEmpty();
  }

  /** As by a consumer that was paused for longer than its visibility time. */
  @Test
  void a_consumer_that_was_late_cannot_settle_the_delivery_of_another() {
    queue.send(Payload.of("hello"));
    Delivery late = receiveOne(SHORT);
    advance(SHORT);
    Delivery other = receiveOne(LONG);

    assertThat(queue.renew(late, SHORT)).isEmpty();
    assertThat(queue.release(late, NOT_AT_ALL)).isFalse();
    assertThat(queue.delete(late)).isFalse();

    advance(SHORT);
    assertThat(queue.receive(1, SHORT)).as("hidden for the other's time").isEmpty();
    assertThat(queue.delete(other)).isTrue();
  }

  @Test
  void a_payload_sent_with_a_delay_is_hidden_until_then() {
    queue.send(Payload.of("later"), SHORT);
    queue.send(Payload.of("now"));
    assertThat(receiveAll(LONG)).extracting(Delivery::payload).containsExactly(Payload.of("now"));

    advance(SHORT);

    Delivery delivery = receiveOne(LONG);
    assertThat(delivery.payload()).isEqualTo(Payload.of("later"));
    assertThat(delivery.dequeueCount()).isEqualTo(1);
  }

  @Test
  void batches_are_limited_and_complete_together() {
    List<Payload> sent = IntStream.range(0, 40).mapToObj(i -> Payload.of("p-" + i)).toList();
    sent.forEach(queue::send);

    List<Delivery> first = queue.receive(3, LONG);
    assertThat(first).hasSizeBetween(1, 3);
    List<Delivery> rest = receiveAll(LONG);

    assertThat(Stream.concat(first.stream(), rest.stream()).map(Delivery::payload))
        .containsExactlyInAnyOrderElementsOf(sent);
    assertThat(Stream.concat(first.stream(), rest.stream()).map(Delivery::messageId))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_same_payload_sent_twice_is_queued_twice() {
    queue.send(Payload.of("hello"));
    queue.send(Payload.of("hello"));

    assertThat(receiveAll(LONG)).extracting(Delivery::messageId).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void sixteen_concurrent_senders_and_receivers_lose_and_duplicate_nothing() {
    Concurrently.call(
        i -> {
          IntStream.range(0, 5).forEach(n -> queue.send(Payload.of("p-" + i + "-" + n)));
          return i;
        });

    List<String> received =
        Concurrently.call(i -> receiveAll(LONG)).stream()
            .flatMap(List::stream)
            .map(delivery -> new String(delivery.payload().bytes(), UTF_8))
            .toList();

    assertThat(received).hasSize(80).doesNotHaveDuplicates();
  }

  @Test
  void exactly_one_of_sixteen_concurrent_deletes_succeeds() {
    queue.send(Payload.of("hello"));
    Delivery delivery = receiveOne(LONG);

    assertThat(Concurrently.call(i -> queue.delete(delivery))).containsOnlyOnce(true);
  }

  @Test
  void a_payload_is_dropped_after_its_time_to_live() {
    queue.send(Payload.of("hello"));
    Delivery delivery = receiveOne(LONG);
    advance(WorkQueue.TIME_TO_LIVE);

    assertThat(queue.receive(1, LONG)).isEmpty();
    assertThat(queue.delete(delivery)).isFalse();
    assertThat(queue.release(delivery, NOT_AT_ALL)).isFalse();
    assertThat(queue.approximateCount()).isZero();
  }

  @Test
  void a_payload_is_kept_for_its_time_to_live() {
    queue.send(Payload.of("hello"));
    advance(WorkQueue.TIME_TO_LIVE.minusMinutes(1));

    assertThat(receiveOne(LONG).payload()).isEqualTo(Payload.of("hello"));
  }
}
