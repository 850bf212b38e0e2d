package io.spillway.adapters.azure.cosmos;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.cosmos.testserver.Fault;
import io.spillway.cosmos.testserver.Operation;
import io.spillway.cosmos.testserver.RecordedRequest;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PortException;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Atomicity of markers and totals under concurrency and failures. */
class StatsDocumentsTest {

  private final String stream = Fixtures.uniqueStream();
  private final StatsStore stats = TestCosmos.STORES.stats();

  @BeforeAll
  static void warm_up_the_client() {
    TestCosmos.warmUp(TestCosmos.STORES);
  }

  @AfterEach
  void reset_the_database() {
    TestCosmos.SERVER.faults().clear();
  }

  @Test
  void an_event_of_a_known_stream_takes_exactly_one_batch() {
    stats.apply(event(stream, "e-1").build());
    TestCosmos.SERVER.requests().clear();

    stats.apply(event(stream, "e-2").donation(100, "EUR").build());

    assertThat(operations()).containsExactly(Operation.BATCH);
  }

  @Test
  void the_first_event_of_a_stream_creates_the_totals_and_is_counted() {
    TestCosmos.SERVER.requests().clear();

    stats.apply(event(stream, "e-1").build());

    assertThat(operations()).containsExactly(Operation.BATCH, Operation.CREATE, Operation.BATCH);
  }

  @Test
  void a_custom_event_takes_one_batch_and_the_first_of_a_type_two_and_a_read() {
    stats.apply(event(stream, "e-1").build());
    TestCosmos.SERVER.requests().clear();

    stats.apply(event(stream, "e-2").custom("hype.train").build());
    assertThat(operations()).containsExactly(Operation.BATCH, Operation.READ, Operation.BATCH);
    TestCosmos.SERVER.requests().clear();
    stats.apply(event(stream, "e-3").custom("hype.train").build());
    assertThat(operations()).containsExactly(Operation.BATCH);
  }

  @Test
  void a_custom_event_with_a_lost_response_counts_once() {
    StreamEvent first = event(stream, "e-1").custom("hype.train").build();
    stats.apply(event(stream, "e-0").build());
    TestCosmos.SERVER.faults().next(2, Fault.loseAnswer(), Operation.BATCH, "stats");

    untilItAnswers(first);

    assertThat(stats.totals(stream).custom()).isEqualTo(Map.of("hype.train", 1L));
  }

  @Test
  void sixteen_first_events_of_a_stream_are_all_counted() {
    Concurrently.call(i -> stats.apply(event(stream, "e-" + i).donation(1, "EUR").build()));

    assertThat(stats.totals(stream)).isEqualTo(StreamTotals.of(Map.of(), Map.of("EUR", 16L)));
  }

  @Test
  void events_of_a_busy_stream_need_neither_reads_nor_retries() {
    stats.apply(event(stream, "first").build());
    TestCosmos.SERVER.requests().clear();

    Concurrently.call(
        i ->
            IntStream.range(0, 25)
                .mapToObj(n -> stats.apply(event(stream, "e-" + i + "-" + n).build()))
                .toList());

    assertThat(operations()).hasSize(400).containsOnly(Operation.BATCH);
    assertThat(stats.totals(stream).followers()).isEqualTo(401);
  }

  @Test
  void a_marker_expires_when_the_event_can_no_longer_be_delivered() {
    StreamEvent event = event(stream, "e-1").build();
    stats.apply(event);

    TestCosmos.CLOCK.advance(StatsStore.MARKER_RETENTION.minus(Duration.ofSeconds(2)));
    assertThat(stats.apply(event)).isFalse();

    TestCosmos.CLOCK.advance(Duration.ofSeconds(3));
    assertThat(stats.totals(stream).followers()).isEqualTo(1);
    assertThat(stats.apply(event)).isTrue();
  }

  @Test
  void markers_outlive_the_queue_and_the_dead_letters() {
    assertThat(StatsStore.MARKER_RETENTION)
        .isGreaterThanOrEqualTo(
            WorkQueue.TIME_TO_LIVE.plus(CosmosContainers.DEAD_LETTER_RETENTION));
  }

  @Test
  void an_event_with_a_lost_response_counts_once_among_concurrent_events() {
    stats.apply(event(stream, "first").build());
    TestCosmos.SERVER.faults().next(8, Fault.loseAnswer(), Operation.BATCH, "stats");
    TestCosmos.SERVER.faults().next(8, Fault.unavailable(), Operation.BATCH, "stats");

    Concurrently.call(i -> untilItAnswers(event(stream, "e-" + i).donation(7, "EUR").build()));

    assertThat(stats.totals(stream))
        .isEqualTo(StreamTotals.of(Map.of("follow", 1L), Map.of("EUR", 112L)));
  }

  @Test
  void totals_that_cannot_be_created_are_an_outage_and_nothing_is_counted() {
    TestCosmos.SERVER.faults().next(1, Fault.unavailable(), Operation.CREATE, "stats");

    assertThat(Failures.of(() -> stats.apply(event(stream, "e-1").build())).category())
        .isEqualTo(FailureCategory.TRANSIENT);
    assertThat(stats.totals(stream)).isEqualTo(StreamTotals.NONE);
  }

  private boolean untilItAnswers(StreamEvent event) {
    for (int i = 0; i < 50; i++) {
      try {
        return stats.apply(event);
      } catch (PortException lost) {
        // Retries, as a workflow does.
      }
    }
    throw new AssertionError("never answered");
  }

  private static List<Operation> operations() {
    return TestCosmos.SERVER.requests().items().stream()
        .map(RecordedRequest::target)
        .map(target -> target.operation())
        .toList();
  }
}
