package io.spillway.adapters.azure.cosmos;

import static io.spillway.testkit.Fixtures.message;
import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.cosmos.testserver.Fault;
import io.spillway.cosmos.testserver.Operation;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PortException;
import io.spillway.ports.Recount;
import io.spillway.ports.Replacement.Stale;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.FeedPage;
import io.spillway.ports.message.MessageCounts;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers of a stream with failures, concurrent writes and documents of earlier versions. */
class StreamCountersTest {

  private final String stream = Fixtures.uniqueStream();
  private final CosmosStores stores = TestCosmos.STORES;

  @BeforeAll
  static void warm_up() {
    TestCosmos.warmUp(TestCosmos.STORES);
  }

  @AfterEach
  void reset_the_database() {
    TestCosmos.SERVER.faults().clear();
  }

  private static CosmosContainer container(String name) {
    return TestCosmos.sdk().getDatabase(TestCosmos.DATABASE).getContainer(name);
  }

  private void addSevenToOneCounter() {
    container("messages")
        .patchItem(
            "~count-03",
            new PartitionKey(stream),
            CosmosPatchOperations.create().increment("/published", 7),
            JsonNode.class);
  }

  private List<String> counters(String container) {
    List<String> ids = new ArrayList<>();
    container(container)
        .queryItems(
            "SELECT * FROM c",
            new CosmosQueryRequestOptions().setPartitionKey(new PartitionKey(stream)),
            JsonNode.class)
        .forEach(document -> ids.add(document.path("id").asText()));
    ids.removeIf(id -> !id.startsWith("~count-"));
    return ids;
  }

  private void delete(String container, String id) {
    container(container).deleteItem(id, new PartitionKey(stream), new CosmosItemRequestOptions());
  }

  /** Makes the stream one of a version without counters. */
  private void deleteCounters(String container) {
    counters(container).forEach(id -> delete(container, id));
  }

  private void add(int messages) {
    int before = (int) stores.messageArchive().count(stream).published();
    for (int i = before; i < before + messages; i++) {
      stores.messages().add(message(stream, "m-" + i).build());
    }
  }

  private MessageCounts counts() {
    return stores.messageArchive().count(stream);
  }

  @Test
  void the_first_message_creates_the_counters_and_the_flag() {
    add(1);
    assertThat(counters("messages")).hasSize(StreamCounters.DOCUMENTS).contains("~count-complete");
  }

  @Test
  void counting_an_unknown_stream_creates_nothing() {
    assertThat(counts()).isEqualTo(new MessageCounts(0, 0));
    assertThat(stores.violationArchive().countWithheld(stream)).isZero();
    assertThat(counters("messages")).isEmpty();
    assertThat(counters("violations")).isEmpty();
  }

  @Test
  void a_stream_of_an_earlier_version_is_counted_by_query_once() {
    add(30);
    stores.messages().add(message(stream, "u").verdict(Fixtures.unmoderated()).build());
    deleteCounters("messages");

    assertThat(counts()).isEqualTo(new MessageCounts(31, 1));
    assertThat(counters("messages")).hasSize(StreamCounters.DOCUMENTS);
    TestCosmos.SERVER.requests().clear();
    assertThat(counts()).isEqualTo(new MessageCounts(31, 1));
    assertThat(TestCosmos.SERVER.requests().items()).hasSize(1);
  }

  @Test
  void writes_to_a_stream_of_an_earlier_version_are_counted_before_the_first_count() {
    add(30);
    var read = stores.messages().add(message(stream, "u").verdict(Fixtures.unmoderated()).build());
    deleteCounters("messages");

    stores.messages().add(message(stream, "late").build());
    stores.messages().withdraw(stream, "m-0");
    stores.messages().replaceVerdict(read, Fixtures.allowed());
    assertThat(counters("messages")).hasSize(Shards.COUNT);

    assertThat(counts()).isEqualTo(new MessageCounts(31, 0));
    stores.messages().withdraw(stream, "m-1");
    assertThat(counts()).isEqualTo(new MessageCounts(30, 0));
  }

  @Test
  void violations_of_an_earlier_version_are_counted_by_query_once() {
    Versioned<Violation> open = stores.violations().add(violation(stream, "v-1").build());
    stores.violations().add(violation(stream, "v-2").build());
    deleteCounters("violations");
    stores
        .violations()
        .replace(violation(stream, "v-1").thenTo(ViolationState.DISMISSED).build(), open.version());

    assertThat(stores.violationArchive().countWithheld(stream)).isOne();
    assertThat(counters("violations")).hasSize(StreamCounters.DOCUMENTS);
  }

  @Test
  void concurrent_first_counts_and_writes_of_an_earlier_version_are_exact() {
    for (int round = 0; round < 5; round++) {
      deleteCounters("messages");
      int number = round;
      Concurrently.call(
          i -> {
            if (i % 4 == 0) {
              return counts().published();
            }
            stores.messages().add(message(stream, "r-" + number + "-" + i).build());
            return i % 4 == 1 && stores.messages().withdraw(stream, "r-" + number + "-" + i);
          });
      assertThat(counts()).isEqualTo(new MessageCounts(8L * (round + 1), 0));
    }
  }

  @Test
  void a_deleted_counter_is_noticed() {
    add(30);
    for (String id : List.of("~count-00", "~count-07")) {
      delete("messages", id);
      assertThat(counts()).isEqualTo(new MessageCounts(30, 0));
    }
    for (int shard = 0; shard < Shards.COUNT; shard++) {
      delete("messages", "~count-%02d".formatted(shard));
    }
    add(3);
    assertThat(counts()).isEqualTo(new MessageCounts(33, 0));
  }

  @Test
  void a_recount_corrects_a_number_that_was_changed() {
    add(5);
    addSevenToOneCounter();
    assertThat(counts().published()).isEqualTo(12);

    Recount<MessageCounts> recount = stores.messageArchive().recount(stream);

    assertThat(recount).isEqualTo(new Recount<>(new MessageCounts(12, 0), new MessageCounts(5, 0)));
    assertThat(counts()).isEqualTo(new MessageCounts(5, 0));
    assertThat(stores.messageArchive().recount(stream).before()).isEqualTo(counts());
  }

  @Test
  void a_recount_may_take_longer_than_other_operations() throws Exception {
    add(2);
    try (CosmosStores impatient =
        new CosmosStores(
            TestCosmos.impatient(TestCosmos.SERVER.connectionString(), Duration.ofSeconds(1)))) {
      TestCosmos.warmUp(impatient);
      TestCosmos.SERVER.requests().clear();
      // The third query is the first count.
      AtomicInteger queries = new AtomicInteger();
      TestCosmos.SERVER
          .faults()
          .next(
              1,
              Fault.stall(Duration.ofMillis(1_500)),
              call -> call.operation() == Operation.QUERY && queries.incrementAndGet() == 3);

      assertThat(impatient.messageArchive().recount(stream).after())
          .isEqualTo(new MessageCounts(2, 0));
      assertThat(TestCosmos.SERVER.faults().pending()).isZero();
    }
  }

  @Test
  void concurrent_recounts_and_writes_leave_right_numbers() {
    add(5);
    addSevenToOneCounter();
    Concurrently.call(
        i -> {
          if (i % 2 == 0) {
            stores.messages().add(message(stream, "r-" + i).build());
            return true;
          }
          return isRecounted();
        });
    while (!isRecounted()) {
      Thread.onSpinWait();
    }
    assertThat(counts()).isEqualTo(new MessageCounts(13, 0));
  }

  private boolean isRecounted() {
    try {
      return stores.messageArchive().recount(stream).after().published() >= 5;
    } catch (PortException busy) {
      return false;
    }
  }

  @Test
  void a_recount_beside_steady_writes_fails_and_a_reader_gets_the_numbers_of_a_query() {
    add(2);
    deleteCounters("messages");
    // A write during each query.
    AtomicInteger number = new AtomicInteger();
    StreamCounters changing =
        new StreamCounters(
            ((CosmosMessageStore) stores.messages()).documents(),
            List.of("published", "unmoderated"),
            (streamId, timeout) -> {
              int i = number.incrementAndGet();
              stores.messages().add(message(streamId, "steady-" + i).build());
              return List.of(2L + i, 0L);
            });

    assertThat(changing.read(stream).get(0)).isEqualTo(2L + number.get());
    Failure busy = Failures.of(() -> changing.recount(stream));
    assertThat(busy.category()).isEqualTo(FailureCategory.TRANSIENT);
    assertThat(counters("messages")).doesNotContain("~count-complete");
    assertThat(counts().published()).isEqualTo(2L + number.get());
  }

  @Test
  void a_withdrawal_from_a_full_partition_is_counted_by_the_next_query() {
    add(3);
    TestCosmos.SERVER.faults().next(1, Fault.partitionFull(), Operation.BATCH, "messages");

    assertThat(stores.messages().withdraw(stream, "m-1")).isTrue();

    assertThat(counters("messages")).doesNotContain("~count-complete");
    TestCosmos.SERVER.faults().next(1, Fault.partitionFull(), Operation.BATCH, "messages");
    assertThat(counts()).isEqualTo(new MessageCounts(2, 0));
    assertThat(counters("messages")).doesNotContain("~count-complete");
    assertThat(stores.messages().withdraw(stream, "m-2")).isTrue();
    assertThat(counts()).isEqualTo(new MessageCounts(1, 0));
    assertThat(counters("messages")).contains("~count-complete");
  }

  @Test
  void two_withdrawals_from_a_full_partition_are_counted() {
    add(3);
    for (String id : List.of("m-0", "m-1")) {
      TestCosmos.SERVER.faults().next(1, Fault.partitionFull(), Operation.BATCH, "messages");
      assertThat(stores.messages().withdraw(stream, id)).isTrue();
    }
    assertThat(counts()).isEqualTo(new MessageCounts(1, 0));
  }

  @Test
  void counters_are_no_changes_of_a_feed() {
    add(1);
    String cursor = stores.feed().read(stream, null, 10).cursor();
    delete("messages", "~count-complete");
    assertThat(counts().published()).isOne();

    assertThat(stores.feed().read(stream, cursor, 1)).isEqualTo(new FeedPage(List.of(), cursor));
    add(1);
    assertThat(stores.feed().read(stream, cursor, 1).changes()).hasSize(1);
  }

  @Test
  void a_conflict_of_concurrent_batches_is_retried() {
    add(1);
    TestCosmos.SERVER.faults().next(3, Fault.retryWith(), Operation.BATCH, "messages");
    add(1);
    assertThat(counts()).isEqualTo(new MessageCounts(2, 0));
  }

  @ParameterizedTest
  @EnumSource(Lost.class)
  void a_lost_response_counts_once(Lost lost) {
    add(3);
    TestCosmos.SERVER.faults().next(1, Fault.loseAnswer(), Operation.BATCH, "messages");
    assertThat(Failures.of(() -> lost.write(stores, stream)).category())
        .isEqualTo(FailureCategory.TRANSIENT);
    lost.write(stores, stream);
    assertThat(counts()).isEqualTo(new MessageCounts(lost.published, 0));
  }

  private enum Lost {
    ADD(4),
    WITHDRAWAL(2);

    private final long published;

    Lost(long published) {
      this.published = published;
    }

    void write(CosmosStores stores, String stream) {
      if (this == ADD) {
        stores.messages().add(message(stream, "new").build());
      } else {
        stores.messages().withdraw(stream, "m-0");
      }
    }
  }

  @Test
  void a_version_without_its_letter_is_stale() {
    Versioned<Violation> open = stores.violations().add(violation(stream, "v-1").build());
    Violation upheld = violation(stream, "v-1").thenTo(ViolationState.UPHELD).build();
    String etag = open.version().substring(0, open.version().length() - 1);

    for (String version : List.of("", "w", "*w", etag, etag + "x", "\"another\"w")) {
      assertThat(stores.violations().replace(upheld, version)).isEqualTo(new Stale<>(open));
    }
  }
}
