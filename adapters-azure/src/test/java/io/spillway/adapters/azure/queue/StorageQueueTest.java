package io.spillway.adapters.azure.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import com.azure.storage.queue.models.QueueMessageItem;
import io.spillway.adapters.azure.queue.StorageQueueSettings.ConnectionString;
import io.spillway.azurite.AzuriteServer;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.QueueNames;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testkit.queue.QueueTexts;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties of Storage Queue beyond the contract, on Azurite. */
class StorageQueueTest {

  private static final Duration VISIBILITY = Duration.ofMinutes(1);

  private final String account = AzuriteServer.shared().connectionString();
  private final String name = "q-" + UUID.randomUUID();
  private final WorkQueue queue = queues(true).queue(name);

  @Test
  void a_payload_is_base64_on_the_wire_as_the_functions_host_expects() {
    queue.send(Payload.of("{\"hello\":\"wörld\"}"));

    QueueMessageItem raw = raw().receiveMessage();
    assertThat(raw.getBody().toString())
        .isEqualTo(Base64.getEncoder().encodeToString("{\"hello\":\"wörld\"}".getBytes(UTF_8)));
  }

  @Test
  void plain_text_of_another_producer_arrives_byte_for_byte_and_does_not_block_the_queue() {
    queue.send(Payload.of("before"));
    raw().sendMessage("{\"plain\": \"<text> & \u00fcber\"}");
    queue.send(Payload.of("after"));

    assertThat(queue.receive(32, VISIBILITY))
        .extracting(delivery -> delivery.payload().text().orElseThrow())
        .containsExactlyInAnyOrder("before", "{\"plain\": \"<text> & \u00fcber\"}", "after");
  }

  @Test
  void plain_text_that_is_renewed_and_released_comes_back_unchanged() {
    queue.approximateCount();
    raw().sendMessage("not base64!");

    Delivery first = queue.receive(1, VISIBILITY).get(0);
    Delivery renewed = queue.renew(first, VISIBILITY).orElseThrow();
    assertThat(queue.release(renewed, Duration.ZERO)).isTrue();
    Delivery second = queue.receive(1, VISIBILITY).get(0);

    assertThat(second.payload()).isEqualTo(Payload.of("not base64!"));
    assertThat(second.dequeueCount()).isEqualTo(2);
  }

  @Test
  void an_empty_message_of_another_producer_is_an_empty_payload() {
    queue.approximateCount();
    raw().sendMessage("");

    assertThat(queue.receive(1, VISIBILITY))
        .extracting(Delivery::payload)
        .containsExactly(Payload.of(""));
  }

  @Test
  void the_largest_payload_fits_in_the_service_once_it_is_encoded() {
    byte[] largest = new byte[WorkQueue.MAX_PAYLOAD_BYTES];
    queue.send(Payload.of(largest));

    assertThat(queue.receive(1, VISIBILITY))
        .extracting(Delivery::payload)
        .containsExactly(Payload.of(largest));
  }

  @Test
  void the_longest_delay_is_accepted_by_the_service() {
    queue.send(Payload.of("later"), WorkQueue.MAX_DELAY.minusNanos(1));
    queue.send(Payload.of("now"));

    Delivery now = queue.receive(1, WorkQueue.MAX_DELAY).get(0);
    assertThat(queue.release(now, WorkQueue.MAX_DELAY)).isTrue();
    assertThat(queue.approximateCount()).isEqualTo(2);
  }

  @Test
  void a_fraction_of_a_second_is_rounded_up() {
    queue.send(Payload.of("soon"), Duration.ofNanos(1));

    assertThat(queue.receive(1, VISIBILITY)).isEmpty();
  }

  @Test
  void a_payload_expires_a_week_after_it_was_sent() {
    queue.send(Payload.of("old"));

    QueueMessageItem raw = raw().receiveMessage();
    assertThat(Duration.between(raw.getInsertionTime(), raw.getExpirationTime()))
        .isEqualTo(WorkQueue.TIME_TO_LIVE);
  }

  @Test
  void a_dead_letter_never_expires() {
    String letters = QueueNames.DEAD_LETTERS;
    queues(true).queue(letters).send(Payload.of("letter"));

    QueueMessageItem raw =
        new QueueClientBuilder()
            .connectionString(account)
            .queueName(letters)
            .buildClient()
            .receiveMessage();
    assertThat(raw.getExpirationTime().getYear()).isEqualTo(9999);
  }

  @ParameterizedTest
  @MethodSource("io.spillway.testkit.queue.QueueTexts#all")
  void every_text_of_the_table_is_delivered_as_listed(QueueTexts.Row row) {
    queue.approximateCount();
    raw().sendMessage(row.text());

    assertThat(queue.receive(1, VISIBILITY))
        .extracting(Delivery::payload)
        .containsExactly(row.payload());
  }

  @Test
  void a_foreign_receipt_deletes_releases_and_renews_nothing() {
    queue.send(Payload.of("mine"));
    Delivery mine = queue.receive(1, VISIBILITY).get(0);
    Delivery stale =
        new Delivery(mine.messageId(), "AAAAAAAA", mine.payload(), 1, mine.insertedAt());
    Delivery gone =
        new Delivery(
            UUID.randomUUID().toString(), mine.receipt(), mine.payload(), 1, mine.insertedAt());

    for (Delivery delivery : List.of(stale, gone)) {
      assertThat(queue.delete(delivery)).isFalse();
      assertThat(queue.release(delivery, Duration.ZERO)).isFalse();
      assertThat(queue.renew(delivery, VISIBILITY)).isEmpty();
    }
    assertThat(queue.health().state()).isEqualTo(Health.State.UP);
    assertThat(queue.delete(mine)).isTrue();
  }

  @Test
  void a_missing_queue_is_created_when_it_is_used() {
    assertThat(queue.receive(1, VISIBILITY)).isEmpty();
    raw().delete();
    queue.send(Payload.of("again"));

    assertThat(queue.approximateCount()).isEqualTo(1);
  }

  @Test
  void a_missing_queue_is_rejected_without_create_if_missing() {
    WorkQueue strict = queues(false).queue(name);

    Failure failure = failureOf(() -> strict.send(Payload.of("lost?")));
    assertThat(failure.code()).isEqualTo("queue.rejected");
    assertThat(failure.category()).isEqualTo(FailureCategory.PERMANENT);
    assertThat(failure.message()).contains(name, "404 QueueNotFound", "create the queue");
    assertThat(strict.health().state()).isEqualTo(Health.State.DOWN);
    assertThat(strict.health().detail()).contains("queue.rejected");
  }

  @Test
  void a_wrong_key_is_rejected_and_not_shown() {
    String wrong = "d3Jvbmcga2V5";
    WorkQueue refused =
        new StorageQueues(
                StorageQueueSettings.of(
                    new ConnectionString(
                        account.replaceFirst("AccountKey=[^;]+", "AccountKey=" + wrong))))
            .queue(name);

    Failure failure = failureOf(() -> refused.receive(1, VISIBILITY));
    assertThat(failure.code()).isEqualTo("queue.rejected");
    assertThat(failure.message()).contains("403 AuthenticationFailed", "check the key");
    assertThat(failure.message()).doesNotContain(wrong);
  }

  @Test
  void health_is_up_again_after_the_next_success() {
    WorkQueue strict = queues(false).queue(name);
    failureOf(() -> strict.send(Payload.of("too early")));
    raw().create();
    strict.send(Payload.of("in time"));

    assertThat(strict.health()).isEqualTo(Health.up("storage-queue"));
  }

  @Test
  void a_queues_name_must_be_valid_for_the_service() {
    for (String bad : List.of("ab", "Upper", "double--hyphen", "-first", "last-", "a".repeat(64))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> queues(true).queue(bad))
          .withMessageContaining("3 to 63");
    }
  }

  private StorageQueues queues(boolean createIfMissing) {
    return new StorageQueues(
        new StorageQueueSettings(
            new ConnectionString(account), createIfMissing, Duration.ofSeconds(20), 1));
  }

  private QueueClient raw() {
    return new QueueClientBuilder().connectionString(account).queueName(name).buildClient();
  }

  private static Failure failureOf(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable operation) {
    return catchThrowableOfType(PortException.class, operation).failure();
  }
}
