package io.spillway.adapters.azure.cosmos;

import static io.spillway.testkit.Fixtures.event;
import static io.spillway.testkit.Fixtures.message;
import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.cosmos.testserver.Fault;
import io.spillway.cosmos.testserver.Operation;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.message.MessageStore;
import io.spillway.testkit.Failures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Streams with a full partition, on a server with a small limit. */
class FullPartitionsTest {

  private static final SettableClock CLOCK = new SettableClock();
  private static final CosmosTestServer SERVER =
      CosmosTestServer.builder().clock(CLOCK).partitionBytes(10_000).start();
  private static final CosmosStores STORES =
      new CosmosStores(TestCosmos.settings(SERVER.connectionString()).creatingIfMissing(true));

  @AfterAll
  static void close() {
    STORES.close();
    SERVER.close();
  }

  /** Writes until one write is rejected; returns its failure. */
  private static Failure refusedOf(IntConsumer write) {
    return Failures.of(() -> IntStream.range(0, 100).forEach(write));
  }

  @Test
  void a_message_for_a_full_stream_fails_permanently_and_health_names_container_and_stream() {
    CosmosStores stores = STORES.onSameClient();
    MessageStore messages = stores.messages();

    Failure full = refusedOf(i -> messages.add(message("busy", "m-" + i).build()));

    assertThat(full.code()).isEqualTo("messages.partition-full");
    assertThat(full.isPartitionFull()).isTrue();
    assertThat(full.category()).isEqualTo(FailureCategory.PERMANENT);
    assertThat(messages.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(messages.health().detail()).isEqualTo("messages: partition full: busy");
    assertThat(stores.policies().health().state()).isEqualTo(Health.State.UP);
  }

  @Test
  void a_message_of_a_full_stream_can_be_withdrawn() {
    MessageStore messages = STORES.onSameClient().messages();
    messages.add(message("laden", "m-0").build());
    SERVER.faults().next(1, Fault.partitionFull(), Operation.BATCH, "messages");

    assertThat(messages.withdraw("laden", "m-0")).isTrue();
    assertThat(messages.health().detail()).contains("laden");
    assertThat(messages.find("laden", "m-0")).isEmpty();
    assertThat(messages.withdraw("laden", "m-0")).isFalse();
  }

  @Test
  void the_warning_ends_with_expiry_and_not_with_reads_or_other_streams() {
    MessageStore messages = STORES.onSameClient().messages();
    Failure unused = refusedOf(i -> messages.add(message("brim", "m-" + i).build()));

    messages.add(message("quiet", "m-1").build());
    messages.find("brim", "m-1");
    assertThat(messages.health().detail()).contains("brim").doesNotContain("quiet");

    CLOCK.advance(Duration.ofDays(366));
    messages.add(message("brim", "late").build());
    assertThat(messages.health().state()).isEqualTo(Health.State.UP);
  }

  @Test
  void totals_and_events_of_a_full_stream_fail_in_the_same_way() {
    StatsStore stats = STORES.stats();
    EventLog log = STORES.events();

    assertThat(refusedOf(i -> stats.apply(event("busy", "e-" + i).build())).code())
        .isEqualTo("stats.partition-full");
    assertThat(refusedOf(i -> log.append(event("busy", "e-" + i).build())).code())
        .isEqualTo("events.partition-full");
    assertThat(stats.health().detail()).isEqualTo("stats: partition full: busy");
    assertThat(log.health().detail()).isEqualTo("events: partition full: busy");
  }

  @Test
  void a_violation_of_a_full_stream_fails_in_the_same_way() {
    assertThat(refusedOf(i -> STORES.violations().add(violation("busy", "v-" + i).build())).code())
        .isEqualTo("violations.partition-full");
  }

  @Test
  void a_key_without_writes_is_removed_after_an_hour() {
    SettableClock clock = new SettableClock();
    FullPartitions full = new FullPartitions(clock);
    full.recordFailure("a");
    clock.advance(FullPartitions.REMEMBERED.dividedBy(2));
    full.recordFailure("b");
    full.recordFailure("a");
    full.recordFailure("c");
    full.grew("c");
    assertThat(full.keys()).containsExactly("b", "a");

    clock.advance(FullPartitions.REMEMBERED);
    assertThat(full.keys()).containsExactly("b", "a");
    clock.advance(Duration.ofSeconds(1));
    assertThat(full.keys()).isEmpty();
  }

  @Test
  void the_number_of_keys_is_bounded() {
    FullPartitions full = new FullPartitions(new SettableClock());
    IntStream.rangeClosed(0, FullPartitions.MOST).forEach(i -> full.recordFailure("s-" + i));
    assertThat(full.keys()).hasSize(FullPartitions.MOST).doesNotContain("s-0");
  }
}
