package io.spillway.adapters.azure.cosmos;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.cosmos.testserver.Fault;
import io.spillway.cosmos.testserver.Operation;
import io.spillway.cosmos.testserver.RecordedRequest;
import io.spillway.cosmos.testserver.Target;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PortException;
import io.spillway.ports.event.CountResult;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventRegistry;
import io.spillway.ports.event.Milestones;
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
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Atomicity of markers and totals under concurrency and failures. */
class StatsDocumentsTest {

  private final String stream = Fixtures.uniqueStream();
  private final StatsStore stats = TestCosmos.STORES.stats();

  @BeforeAll
  static void warm_up() {
    TestCosmos.warmUp(TestCosmos.STORES);
  }

  @AfterEach
  void reset_the_database() {
    TestCosmos.SERVER.faults().clear();
  }

  @Test
  void an_event_of_a_known_stream_takes_exactly_one_batch() {
    beBusy();

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
  void a_custom_event_takes_one_batch_and_the_first_of_a_type_in_a_document_two_and_a_query() {
    List<String> ids = BusyStream.idsInOneDocument().limit(2).toList();
    stats.apply(event(stream, "first").custom("slow.mode").build());
    beBusy();

    stats.apply(event(stream, ids.get(0)).custom("hype.train").build());
    assertThat(operations()).containsExactly(Operation.BATCH, Operation.QUERY, Operation.BATCH);
    TestCosmos.SERVER.requests().clear();
    stats.apply(event(stream, ids.get(1)).custom("hype.train").build());
    assertThat(operations()).containsExactly(Operation.BATCH);
  }

  @Test
  void concurrent_events_of_a_stream_are_spread_over_sixteen_documents() {
    Concurrently.call(
        i ->
            IntStream.range(0, 20)
                .mapToObj(n -> stats.apply(event(stream, "e-" + i + "-" + n).build()))
                .toList());

    List<Long> counts =
        TotalsDocument.ids().stream()
            .skip(1)
            .map(id -> find(id).path("followers").longValue())
            .toList();
    assertThat(counts).hasSize(16).allMatch(count -> count <= 2 * 320 / 16);
    assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(320);
    assertThat(stats.totals(stream).followers()).isEqualTo(320);
  }

  @Test
  void totals_are_read_by_one_query_of_at_most_seventeen_documents() {
    for (int i = 0; i < 100; i++) {
      stats.apply(event(stream, "e-" + i).build());
    }
    beBusy();

    stats.totals(stream);

    assertThat(operations()).containsExactly(Operation.QUERY);
    assertThat(TestCosmos.SERVER.requests().items().get(0).documentsRead()).isEqualTo(17);
  }

  @Test
  void a_milestone_is_reached_by_the_repetition_if_the_call_failed_after_counting() {
    Milestones third = Milestones.of(List.of(3L));
    stats.apply(event(stream, "e-1").build(), third);
    stats.apply(event(stream, "e-2").build(), third);
    TestCosmos.SERVER.faults().next(1, Fault.unavailable(), Operation.QUERY, "stats");

    StreamEvent follow = event(stream, "e-3").build();
    assertThat(Failures.of(() -> stats.apply(follow, third)).category())
        .isEqualTo(FailureCategory.TRANSIENT);

    assertThat(stats.totals(stream).followers()).isEqualTo(3);
    assertThat(stats.apply(follow, third)).isEqualTo(new CountResult(false, 3L));
    assertThat(stats.apply(event(stream, "e-4").build(), third).milestone()).isNull();
    assertThat(properties(find("counted~e-3"))).containsEntry("milestone", "3");
    assertThat(properties(find("totals"))).containsEntry("milestone-3", "reached");
  }

  @Test
  void a_milestone_of_a_call_that_failed_is_reached_by_the_next_follow_before_a_later_one() {
    Milestones milestones = Milestones.of(List.of(2L, 3L));
    stats.apply(event(stream, "e-1").build(), milestones);
    TestCosmos.SERVER.faults().next(1, Fault.unavailable(), Operation.QUERY, "stats");
    StreamEvent second = event(stream, "e-2").build();
    Failures.of(() -> stats.apply(second, milestones));

    assertThat(stats.apply(event(stream, "e-3").build(), milestones).milestone()).isEqualTo(2);
    assertThat(stats.apply(second, milestones)).isEqualTo(new CountResult(false, 3L));
  }

  @Test
  void a_milestone_whose_batch_lost_its_response_is_reached_once() {
    Milestones second = Milestones.of(List.of(2L));
    stats.apply(event(stream, "e-1").build(), second);
    StreamEvent follow = event(stream, "e-2").build();
    beBusy();
    // The first batch counts; then the one of the milestone is lost.
    TestCosmos.SERVER.faults().next(1, Fault.loseAnswer(), Operation.BATCH, "stats");
    Failures.of(() -> stats.apply(follow, second));
    TestCosmos.SERVER
        .faults()
        .next(
            1,
            Fault.loseAnswer(),
            new Predicate<>() {
              private int batches;

              @Override
              public boolean test(Target target) {
                return target.operation() == Operation.BATCH && ++batches == 2;
              }
            });
    Failures.of(() -> stats.apply(follow, second));

    assertThat(stats.apply(follow, second)).isEqualTo(new CountResult(false, 2L));
    assertThat(stats.apply(event(stream, "e-3").build(), second).milestone()).isNull();
  }

  @Test
  void a_milestone_that_the_rules_get_after_it_was_passed_is_not_reached() {
    Milestones tenth = Milestones.of(List.of(10L));
    for (int i = 1; i <= 5; i++) {
      stats.apply(event(stream, "e-" + i).build(), tenth);
    }
    stats.apply(event(stream, "r-1").reversal("api", "e-1").build());

    Milestones more = Milestones.of(List.of(2L, 5L, 6L, 10L));
    assertThat(stats.apply(event(stream, "e-6").build(), more).milestone()).isNull();
    assertThat(stats.apply(event(stream, "e-7").build(), more).milestone()).isEqualTo(6);
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
    beBusy();

    Concurrently.call(
        i ->
            IntStream.range(0, 25)
                .mapToObj(n -> stats.apply(event(stream, "e-" + i + "-" + n).build()))
                .toList());

    assertThat(operations()).hasSize(400).containsOnly(Operation.BATCH);
    assertThat(stats.totals(stream).followers()).isEqualTo(400);
  }

  @Test
  void a_marker_expires_when_the_event_can_no_longer_be_reversed() {
    StreamEvent event = event(stream, "e-1").build();
    stats.apply(event);

    TestCosmos.CLOCK.advance(StatsStore.REVERSIBLE.minus(Duration.ofSeconds(2)));
    assertThat(stats.apply(event)).isFalse();

    TestCosmos.CLOCK.advance(Duration.ofSeconds(3));
    assertThat(stats.totals(stream).followers()).isEqualTo(1);
    assertThat(stats.apply(event)).isTrue();
  }

  @Test
  void a_redelivered_event_takes_a_batch_and_a_read() {
    stats.apply(event(stream, "e-1").build());
    TestCosmos.SERVER.requests().clear();

    stats.apply(event(stream, "e-1").build());

    assertThat(operations()).containsExactly(Operation.BATCH, Operation.READ);
  }

  @Test
  void a_reversal_takes_a_read_and_a_batch_and_that_of_a_follow_a_read_more() {
    stats.apply(event(stream, "e-0").custom("hype.train").build());
    stats.apply(event(stream, "e-1").build());
    stats.apply(event(stream, "e-2").donation(100, "EUR").build());
    TestCosmos.SERVER.requests().clear();

    stats.apply(event(stream, "r-2").reversal("api", "e-2").build());
    assertThat(operations()).containsExactly(Operation.READ, Operation.BATCH);
    TestCosmos.SERVER.requests().clear();
    stats.apply(event(stream, "r-1").reversal("api", "e-1").build());
    assertThat(operations()).containsExactly(Operation.READ, Operation.QUERY, Operation.BATCH);
  }

  @Test
  void a_reversal_before_its_event_takes_a_read_and_a_batch_and_the_event_two_batches_and_a_read() {
    beBusy();

    stats.apply(event(stream, "r-1").reversal("api", "e-1").build());
    assertThat(operations()).containsExactly(Operation.READ, Operation.BATCH);
    TestCosmos.SERVER.requests().clear();
    stats.apply(event(stream, "e-1").build());
    assertThat(operations()).containsExactly(Operation.BATCH, Operation.READ, Operation.BATCH);
  }

  @Test
  void an_event_of_the_queue_takes_one_read_more() {
    beBusy();

    stats.apply(event(stream, "e-2").from("queue").build());
    stats.apply(event(stream, "not/an id").from("queue").build());
    stats.apply(event(stream, "e-2").from("twitch").build());

    assertThat(operations())
        .containsExactly(Operation.READ, Operation.BATCH, Operation.BATCH, Operation.BATCH);
  }

  @Test
  void a_marker_records_what_the_event_added_and_its_source() {
    StreamEvent shop =
        event(stream, "e 1").from("https://shop.example/a").donation(7, "KWD").build();
    stats.apply(shop);

    assertThat(properties(find("counted~" + shop.key())))
        .isEqualTo(
            Map.of(
                "id", "counted~" + shop.key(),
                "streamId", stream,
                "schemaVersion", "1",
                "documentType", "marker",
                "ttl", Long.toString(StatsStore.REVERSIBLE.toSeconds()),
                "source", "https://shop.example/a",
                "type", "donation",
                "key", "KWD",
                "amount", "7",
                "totals", TotalsDocument.id(shop.key())));
  }

  @Test
  void the_note_of_a_reversal_is_in_the_place_of_the_marker_and_becomes_the_marker() {
    stats.apply(event(stream, "r-1").reversal("api", "e-1").build());
    assertThat(properties(find("counted~e-1")))
        .isEqualTo(
            Map.of(
                "id", "counted~e-1",
                "streamId", stream,
                "schemaVersion", "1",
                "documentType", "reversal-note",
                "ttl", Long.toString(StatsStore.REVERSIBLE.toSeconds()),
                "reversedBy", "r-1"));

    stats.apply(event(stream, "e-1").build());
    assertThat(properties(find("counted~e-1")))
        .containsEntry("documentType", "marker")
        .containsEntry("type", "follow")
        .containsEntry("amount", "1")
        .containsEntry("reversedBy", "r-1")
        .doesNotContainKey("milestone");
  }

  @Test
  void reversed_numbers_have_properties_at_the_top_level_of_the_totals() {
    List<StreamEvent> events =
        List.of(
            event(stream, "e-1").build(),
            event(stream, "e-2").donation(700, "EUR").build(),
            event(stream, "e-3").custom("hype.train").build());
    for (StreamEvent event : events) {
      stats.apply(event);
      stats.apply(event(stream, "r" + event.eventId()).reversal("api", event.eventId()).build());
    }

    assertThat(properties(find(TotalsDocument.id("e-1"))))
        .containsEntry("followers", "0")
        .containsEntry("reversed-followers", "1")
        .containsEntry("reversals", "1");
    assertThat(properties(find(TotalsDocument.id("e-2"))))
        .containsEntry("reversed-donations-EUR", "700");
    assertThat(properties(find(TotalsDocument.id("e-3"))))
        .containsEntry("custom-hype.train", "0")
        .containsEntry("reversed-custom-hype.train", "1");
    assertThat(properties(find("totals")))
        .containsEntry("followerPeak", "1")
        .containsEntry("custom-hype.train", "0")
        .containsEntry("customTypes", "1");
  }

  @Test
  void a_marker_of_another_source_does_not_hide_an_event_of_the_queue() {
    stats.apply(event(stream, "e-1").build());
    stats.apply(event(stream, "r-1").reversal("api", "e-2").build());

    assertThat(stats.apply(event(stream, "e-1").from("queue").build())).isTrue();
    assertThat(stats.apply(event(stream, "e-2").from("queue").build())).isTrue();
    stats.apply(event(stream, "r-2").reversal("queue", "e-1").build());

    assertThat(stats.totals(stream).followers()).isEqualTo(2);
  }

  @Test
  void a_reversal_never_makes_totals_negative() {
    stats.apply(event(stream, "e-1").donation(700, "EUR").build());
    container()
        .patchItem(
            TotalsDocument.id("e-1"),
            new PartitionKey(stream),
            CosmosPatchOperations.create().set("/donations/EUR", 699),
            JsonNode.class);

    Failure refused =
        Failures.of(() -> stats.apply(event(stream, "r-1").reversal("api", "e-1").build()));

    assertThat(refused.code()).isEqualTo("stats.rejected");
    assertThat(refused.category()).isEqualTo(FailureCategory.PERMANENT);
    assertThat(stats.totals(stream)).isEqualTo(StreamTotals.of(Map.of(), Map.of("EUR", 699L)));
  }

  @Test
  void each_number_of_events_has_the_largest_total() {
    List<String> ids = BusyStream.idsInOneDocument().limit(3).toList();
    stats.apply(event(stream, ids.get(0)).custom("full").build());
    container()
        .patchItem(
            TotalsDocument.id(ids.get(0)),
            new PartitionKey(stream),
            CosmosPatchOperations.create()
                .set("/followers", StreamTotals.MAX_TOTAL)
                .set("/custom-full", StreamTotals.MAX_TOTAL - 2)
                .set("/reversed-custom-full", 2)
                .set("/bits", StreamTotals.MAX_TOTAL - 10)
                .set("/reversals", StreamTotals.MAX_TOTAL),
            JsonNode.class);

    String next = ids.get(1);
    for (StreamEvent event :
        List.of(
            event(stream, next).build(),
            event(stream, next).custom("full").build(),
            event(stream, next).detail(new EventDetail.Cheer(11, false)).build(),
            event(stream, next).reversal("api", ids.get(0)).build(),
            event(stream, next).reversal("api", "never").build())) {
      assertThat(Failures.of(() -> stats.apply(event)).code()).isEqualTo("stats.overflow");
    }
    assertThat(stats.apply(event(stream, next).detail(new EventDetail.Cheer(10, false)).build()))
        .isTrue();
    assertThat(stats.apply(event(stream, ids.get(2)).raid(1).build())).isTrue();
    // From then on all documents are compared with the maximum.
    BusyStream.create(stream);
    StreamEvent elsewhere =
        event(stream, "elsewhere").detail(new EventDetail.Cheer(1, false)).build();
    assertThat(Failures.of(() -> stats.apply(elsewhere)).code()).isEqualTo("stats.overflow");
  }

  @Test
  void a_note_expires_and_an_event_after_its_reversal_has_a_marker_from_its_own_arrival() {
    stats.apply(event(stream, "r-1").reversal("api", "e-1").build());
    stats.apply(event(stream, "r-2").reversal("api", "e-2").build());
    TestCosmos.CLOCK.advance(StatsStore.REVERSIBLE.minus(Duration.ofSeconds(2)));
    stats.apply(event(stream, "e-1").build());
    TestCosmos.CLOCK.advance(Duration.ofSeconds(3));

    assertThat(stats.apply(event(stream, "e-1").build())).isFalse();
    assertThat(stats.apply(event(stream, "e-2").build())).isTrue();
    assertThat(stats.totals(stream).followers()).isEqualTo(1);
  }

  @Test
  void the_registered_content_of_an_event_is_one_document_that_expires() {
    TestCosmos.STORES.eventRegistry().register(stream, "e-1", "c0ffee");

    assertThat(properties(find("identity~e-1")))
        .isEqualTo(
            Map.of(
                "id", "identity~e-1",
                "streamId", stream,
                "schemaVersion", "1",
                "documentType", "identity",
                "ttl", Long.toString(EventRegistry.RETENTION.toSeconds()),
                "content", "c0ffee"));
  }

  @Test
  void markers_outlive_the_queue_and_the_dead_letters() {
    assertThat(StatsStore.MARKER_RETENTION)
        .isGreaterThanOrEqualTo(
            WorkQueue.TIME_TO_LIVE.plus(CosmosContainers.DEAD_LETTER_RETENTION));
    assertThat(StatsStore.REVERSIBLE).isGreaterThanOrEqualTo(StatsStore.MARKER_RETENTION);
    assertThat(EventRegistry.RETENTION).isGreaterThanOrEqualTo(StatsStore.REVERSIBLE);
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

  /** Makes each document of the totals exist, as on a stream that has had some events. */
  private void beBusy() {
    BusyStream.create(stream);
    TestCosmos.SERVER.requests().clear();
  }

  private JsonNode find(String id) {
    return container().readItem(id, new PartitionKey(stream), JsonNode.class).getItem();
  }

  /** Returns the properties as texts, without those of the database. */
  private static Map<String, String> properties(JsonNode document) {
    Map<String, String> properties = new TreeMap<>();
    document
        .properties()
        .forEach(
            property -> {
              if (!property.getKey().startsWith("_")) {
                properties.put(property.getKey(), property.getValue().asText());
              }
            });
    return properties;
  }

  private static CosmosContainer container() {
    return TestCosmos.sdk().getDatabase(TestCosmos.DATABASE).getContainer("stats");
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
