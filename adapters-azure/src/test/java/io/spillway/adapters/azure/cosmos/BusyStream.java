package io.spillway.adapters.azure.cosmos;

import static io.spillway.testkit.Fixtures.event;

import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Stream that has had an event in each document of its totals. */
final class BusyStream {

  private BusyStream() {}

  /** Counts raids until each document exists. */
  static void create(StatsStore stats, String stream) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; ids.size() < TotalsDocument.SHARDS; i++) {
      StreamEvent raid = event(stream, "earlier-" + i).raid(0).build();
      if (ids.add(TotalsDocument.id(raid.key()))) {
        stats.apply(raid);
      }
    }
  }

  /** Returns ids of events of HTTP that are counted in one document, without end. */
  static Stream<String> idsInOneDocument() {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> "same-" + i)
        .filter(id -> TotalsDocument.id(id).equals(TotalsDocument.id("same-0")));
  }
}
