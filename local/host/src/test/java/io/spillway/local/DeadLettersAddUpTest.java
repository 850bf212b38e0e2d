package io.spillway.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.AlertRules;
import io.spillway.adapters.azure.cosmos.CosmosSettings;
import io.spillway.adapters.azure.cosmos.CosmosStores;
import io.spillway.azurite.AzuriteServer;
import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.ports.PageRequest;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterGroups;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import io.spillway.testkit.Pages;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Consistency of dead letters for a stream in which 3 % of the events die in five ways, on the
 * Cosmos DB test server and Azurite's queues. {@code -Dspillway.show.events=10000} runs the full
 * size.
 */
class DeadLettersAddUpTest {

  private static final int EVENTS = Integer.getInteger("spillway.show.events", 500);

  @Test
  void each_way_is_found_and_mended_and_in_the_end_nothing_is_missing_or_counted_twice() {
    try (CosmosTestServer server = CosmosTestServer.builder().start();
        CosmosStores cosmos =
            new CosmosStores(
                CosmosSettings.of(new CosmosSettings.ConnectionString(server.connectionString()))
                    .creatingIfMissing(true))) {
      DyingStream stream =
          new DyingStream(cosmos, AzuriteServer.shared().connectionString(), EVENTS);

      stream.playAll();
      assertFiveGroups(stream);
      stream.mendWhatTheyStandOn();
      stream.editWhatWasMalformed();
      stream.redriveGroupByGroup();

      assertAllIsWell(stream);
    }
  }

  private static void assertFiveGroups(DyingStream stream) {
    DeadLetterGroups groups = stream.openGroups();
    assertThat(groups.complete()).isTrue();
    assertThat(groups.groups()).hasSize(5);
    assertThat(groups.groups())
        .extracting(group -> Objects.requireNonNull(group.failure()).code())
        .containsExactlyInAnyOrder(
            "event.not-json",
            "event.invalid",
            "stats.unavailable",
            "alerts.rejected",
            "activity.crashed");
    assertThat(groups.groups())
        .extracting(DeadLetterGroups.Group::count)
        .containsOnly((long) EVENTS * 3 / 100 / 5);
  }

  private static void assertAllIsWell(DyingStream stream) {
    assertThat(stream.stores().stats().totals(DyingStream.STREAM)).isEqualTo(withoutFailures());
    List<StreamEvent> history =
        Pages.all(
            PageRequest.MAX_LIMIT, page -> stream.stores().events().list(DyingStream.STREAM, page));
    assertThat(history)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, EVENTS).mapToObj(DyingStream::event).toList());
    assertAlertsAreThoseOf(stream);
    assertThat(count(stream, DeadLetterState.REDRIVEN)).isEqualTo(EVENTS * 3L / 100);
    assertThat(count(stream, null)).isEqualTo(EVENTS * 3L / 100);
    assertThat(stream.queued()).isZero();
    assertThat(stream.jobs())
        .extracting(RedriveJob::state)
        .containsOnly(RedriveJob.State.DONE)
        .hasSize(5);
  }

  /** Which follow is the tenth depends on the order of arrival; that there is a tenth does not. */
  private static void assertAlertsAreThoseOf(DyingStream stream) {
    Map<Boolean, List<Alert>> alerts =
        Pages.all(
                PageRequest.MAX_LIMIT,
                page -> stream.stores().alerts().list(DyingStream.STREAM, page))
            .stream()
            .collect(Collectors.partitioningBy(DeadLettersAddUpTest::isMilestone));
    assertThat(alerts.get(false))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, EVENTS)
                .mapToObj(DyingStream::event)
                .flatMap(event -> AlertRules.STANDARD.alertFor(event).stream())
                .toList());
    assertThat(alerts.get(true))
        .extracting(alert -> Long.valueOf(alert.summary().replaceAll(".* ", "")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(10L, 100L, 1_000L, 10_000L)
                .filter(number -> number <= withoutFailures().followers())
                .toList());
  }

  private static boolean isMilestone(Alert alert) {
    return alert.kind().equals("follower-milestone");
  }

  private static long count(DyingStream stream, @Nullable DeadLetterState state) {
    return stream.stores().deadLetters().count(DeadLetterFilter.all().withState(state), 1_000);
  }

  /** Returns the totals of a run without failures. */
  private static StreamTotals withoutFailures() {
    StreamTotals totals = StreamTotals.NONE;
    for (int i = 0; i < EVENTS; i++) {
      EventDetail detail = DyingStream.event(i).detail();
      totals = totals.plus(detail);
    }
    return totals;
  }
}
