package io.spillway.adapters.azure.cosmos;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Stream that has all documents of its totals, as after some events. */
final class BusyStream {

  private static final Documents DOCUMENTS =
      new Documents(
          new CosmosConnection(
              TestCosmos.settings(TestCosmos.SERVER.connectionString()),
              CosmosConnection.CONNECT_TIMEOUT),
          CosmosContainers.STATS,
          "stats");

  private BusyStream() {}

  /** Creates the documents that are missing, with totals of 0. */
  static void create(String stream) {
    TotalsDocument.ids().forEach(id -> DOCUMENTS.create(TotalsDocument.empty(stream, id)));
  }

  /** Returns ids of events of HTTP that are counted in one document, without end. */
  static Stream<String> idsInOneDocument() {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> "same-" + i)
        .filter(id -> TotalsDocument.id(id).equals(TotalsDocument.id("same-0")));
  }
}
