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

/** What a {@link WorkQueue} promises. Extend it by a test class that gives your queue. */
public abstract class WorkQueueContract extends QueueLimitsContract {

  /**
   * Returns when this much time has passed by the queue's clock. A queue on a clock that cannot be
   * set waits, and skips the test by {@link org.junit.jupiter.api.Assumptions#abort(String)} when
   * that would take too long: most tests ask for 2 seconds, those about the time to live for days.
   *
   * @param time 0 or more
   */
  protected abstract void advance(Duration time);

  @Test
  void a_queue_has_a_name() {
    assertThat(queue.name()).isNotBlank();
  }

  @Test
  void an_empty_queue_gives_nothing_and_does_not_wait() {
    assertThat(queue.receive(WorkQueue.MAX_BATCH, LONG)).isEmpty();
    assertThat(queue.approximateCount()).isZero();
  }

  @Test
  void the_first_delivery_says_so_and_carries_what_identifies_it() {
    queue.send(Payload.of("hello"));

    Delivery delivery = receiveOne(LONG);

    assertThat(delivery.dequeueCount()).isEqualTo(1);
    assertThat(delivery.messageId()).isNotBlank();
    assertThat(delivery.receipt()).isNotBlank();
    assertThat(delivery.insertedAt()).isNotNull();
  }

  @Test
  void what_was_received_is_hidden_from_others() {
    queue.send(Payload.of("hello"));
    receiveOne(SHORT);

    assertThat(queue.receive(1, SHORT)).isEmpty();
    assertThat(queue.approximateCount()).isPositive();
  }

  @Test
  void what_nobody_deleted_is_delivered_again_and_counted() {
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
  void what_was_deleted_is_gone_for_good() {
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
  void a_delivery_that_is_late_but_still_the_latest_can_be_deleted() {
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
  void what_was_released_is_delivered_again_at_once() {
    queue.send(Payload.of("hello"));

    assertThat(queue.release(receiveOne(LONG), NOT_AT_ALL)).isTrue();

    assertThat(receiveOne(LONG).dequeueCount()).isEqualTo(2);
  }

  @Test
  void what_was_released_with_a_delay_is_hidden_until_then() {
    queue.send(Payload.of("hello"));
    queue.release(receiveOne(LONG), SHORT);
    assertThat(queue.receive(1, LONG)).isEmpty();

    advance(SHORT);

    assertThat(receiveOne(LONG).dequeueCount()).isEqualTo(2);
  }

  @Test
  void a_delivery_that_was_given_back_is_the_latest_no_more() {
    queue.send(Payload.of("hello"));
    Delivery delivery = receiveOne(LONG);
    queue.release(delivery, NOT_AT_ALL);

    assertThat(queue.release(delivery, LONG)).isFalse();
    assertThat(queue.delete(delivery)).isFalse();

    assertThat(receiveOne(LONG).payload()).isEqualTo(Payload.of("hello"));
  }

  @Test
  void what_was_sent_with_a_delay_is_hidden_until_then() {
    queue.send(Payload.of("later"), SHORT);
    queue.send(Payload.of("now"));
    assertThat(receiveAll(LONG)).extracting(Delivery::payload).containsExactly(Payload.of("now"));

    advance(SHORT);

    Delivery delivery = receiveOne(LONG);
    assertThat(delivery.payload()).isEqualTo(Payload.of("later"));
    assertThat(delivery.dequeueCount()).isEqualTo(1);
  }

  @Test
  void a_batch_gives_no_more_than_was_asked_for_and_all_in_the_end() {
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
  void sixteen_who_send_and_receive_at_once_share_everything_out_and_lose_nothing() {
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
  void of_sixteen_who_delete_one_delivery_at_once_one_does() {
    queue.send(Payload.of("hello"));
    Delivery delivery = receiveOne(LONG);

    assertThat(Concurrently.call(i -> queue.delete(delivery))).containsOnlyOnce(true);
  }

  @Test
  void what_nobody_deletes_is_dropped_when_its_time_to_live_is_over() {
    queue.send(Payload.of("hello"));
    Delivery delivery = receiveOne(LONG);
    advance(WorkQueue.TIME_TO_LIVE);

    assertThat(queue.receive(1, LONG)).isEmpty();
    assertThat(queue.delete(delivery)).isFalse();
    assertThat(queue.release(delivery, NOT_AT_ALL)).isFalse();
    assertThat(queue.approximateCount()).isZero();
  }

  @Test
  void until_its_time_to_live_is_over_a_payload_stays() {
    queue.send(Payload.of("hello"));
    advance(WorkQueue.TIME_TO_LIVE.minusMinutes(1));

    assertThat(receiveOne(LONG).payload()).isEqualTo(Payload.of("hello"));
  }
}
