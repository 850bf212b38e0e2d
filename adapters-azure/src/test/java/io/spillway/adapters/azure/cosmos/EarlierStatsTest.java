package io.spillway.adapters.azure.cosmos;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.event.CountResult;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.wire.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Statistics that an earlier version stored. */
class EarlierStatsTest {

  private final String stream = Fixtures.uniqueStream();
  private final StatsStore stats = TestCosmos.STORES.stats();

  @BeforeAll
  static void open() {
    // Creates the containers.
    TestCosmos.warmUp(TestCosmos.STORES);
  }

  @Test
  void totals_of_an_earlier_version_are_read_and_added_to() {
    createTotals();
    assertThat(stats.totals(stream))
        .isEqualTo(
            new StreamTotals(
                Map.of("follow", 9L, "raid", 2L), Map.of("EUR", 500L), Map.of("hype.train", 3L)));

    Milestones ten = Milestones.of(List.of(10L));
    assertThat(stats.apply(event(stream, "e-1").build(), ten).milestone()).isEqualTo(10);
    stats.apply(event(stream, "e-2").detail(new EventDetail.Gift("1000", 5, false)).build());
    stats.apply(event(stream, "e-3").detail(new EventDetail.Cheer(100, false)).build());
    stats.apply(event(stream, "e-4").donation(20, "EUR").build());
    stats.apply(event(stream, "e-5").custom("hype.train").build());
    for (int i = 1; i <= 5; i++) {
      stats.apply(event(stream, "r-" + i).reversal("api", "e-" + i).build());
    }
    assertThat(stats.apply(event(stream, "e-6").build(), ten).milestone()).isNull();

    assertThat(stats.totals(stream))
        .isEqualTo(
            new StreamTotals(
                Map.of("follow", 10L, "raid", 2L, "reversal", 5L),
                Map.of("EUR", 500L),
                Map.of("hype.train", 3L),
                new StreamTotals.Reversed(
                    Map.of("follow", 1L, "gift", 5L, "cheer", 100L),
                    Map.of("EUR", 20L),
                    Map.of("hype.train", 1L))));
  }

  @Test
  void an_event_that_an_earlier_version_counted_is_not_counted_again() {
    createTotals();
    createMarker("e-1");
    create(marker("e-2").put("milestone", 9));

    for (String source : List.of("api", "queue")) {
      Milestones ten = Milestones.of(List.of(10L));
      assertThat(stats.apply(event(stream, "e-1").from(source).build(), ten))
          .isEqualTo(new CountResult(false, null));
      assertThat(stats.apply(event(stream, "e-2").from(source).build(), ten))
          .isEqualTo(new CountResult(false, 9L));
    }

    assertThat(stats.totals(stream).followers()).isEqualTo(9);
    assertThat(stats.apply(event(stream, "e-1").from("twitch").build())).isTrue();
  }

  @Test
  void an_event_that_an_earlier_version_counted_cannot_be_reversed() {
    createTotals();
    createMarker("e-1");
    StreamTotals before = stats.totals(stream);

    for (String source : List.of("api", "queue")) {
      StreamEvent reversal = event(stream, "r-1").reversal(source, "e-1").build();
      Failure refused = Failures.of(() -> stats.apply(reversal));
      assertThat(refused.code()).isEqualTo("stats.not-reversible");
      assertThat(refused.category()).isEqualTo(FailureCategory.PERMANENT);
      assertThat(refused.message()).contains("earlier version");
    }

    assertThat(stats.totals(stream)).isEqualTo(before);
    assertThat(stats.apply(event(stream, "r-1").reversal("twitch", "e-1").build())).isTrue();
  }

  private void createTotals() {
    ObjectNode totals = Json.object();
    totals
        .put("streamId", stream)
        .put("documentType", "totals")
        .put("followers", 9)
        .put("subscriptions", 0)
        .put("raids", 2)
        .put("customTypes", 1)
        .put("custom-hype.train", 3)
        .put("id", "totals")
        .put("schemaVersion", 1)
        .putObject("donations")
        .put("EUR", 500);
    create(totals);
  }

  private void createMarker(String eventId) {
    create(marker(eventId));
  }

  private ObjectNode marker(String eventId) {
    return Json.object()
        .put("streamId", stream)
        .put("id", "counted~" + eventId)
        .put("schemaVersion", 1)
        .put("documentType", "marker")
        .put("ttl", StatsStore.MARKER_RETENTION.toSeconds());
  }

  private static void create(ObjectNode document) {
    TestCosmos.sdk().getDatabase(TestCosmos.DATABASE).getContainer("stats").createItem(document);
  }
}
