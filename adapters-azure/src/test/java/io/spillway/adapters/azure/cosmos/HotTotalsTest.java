package io.spillway.adapters.azure.cosmos;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.cosmos.testserver.DocumentWrites;
import io.spillway.ports.event.CountResult;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import io.spillway.testkit.Concurrently;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Totals of one stream on a server whose overlapping writes of a document conflict. */
class HotTotalsTest {

  private static final String STREAM = "hot";
  private static final int EACH = 8;
  private static final int EVENTS = EACH * Concurrently.THREADS;

  @Test
  void totals_and_milestones_are_exact_while_writes_conflict_and_the_writes_are_spread() {
    Milestones milestones = Milestones.of(List.of(1L, 10L, 20L, 21L, 50L, 64L, 1_000L));
    try (CosmosTestServer server =
            CosmosTestServer.builder().writeTime(Duration.ofMillis(20)).start();
        CosmosStores stores =
            new CosmosStores(
                TestCosmos.impatient(server.connectionString(), Duration.ofSeconds(60)))) {
      StatsStore stats = stores.stats();

      List<Long> reached =
          Concurrently.call(
                  i ->
                      IntStream.range(0, EACH)
                          .mapToObj(n -> stats.apply(numbered(i * EACH + n), milestones))
                          .toList())
              .stream()
              .flatMap(List::stream)
              .map(CountResult::milestone)
              .filter(Objects::nonNull)
              .sorted()
              .toList();

      assertThat(reached).containsExactly(1L, 10L, 20L, 21L, 50L, 64L);
      assertThat(stats.totals(STREAM))
          .isEqualTo(
              StreamTotals.of(Map.of("follow", EVENTS / 2L), Map.of("EUR", EVENTS / 2L * 100)));
      List<DocumentWrites.Total> writes = server.writes().totals();
      assertThat(writes.stream().mapToLong(DocumentWrites.Total::conflicts).sum()).isPositive();
      assertThat(writes.get(0).writes()).isLessThan(EVENTS / 4);
    }
  }

  private static StreamEvent numbered(int number) {
    var event = event(STREAM, "e-" + number);
    return number % 2 == 0 ? event.build() : event.donation(100, "EUR").build();
  }
}
