package io.spillway.cosmos.testserver;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Record of the writes of each document, and of those that conflicted, while {@link
 * CosmosTestServer.Builder#writeTime} is set. Thread-safe.
 */
public final class DocumentWrites {
  private final Map<Key, Total> totals = new HashMap<>();

  DocumentWrites() {}

  private record Key(String container, String partition, String id) {}

  /**
   * Writes of one document.
   *
   * @param container the container's name
   * @param id the document's id
   * @param writes the number of writes that were applied
   * @param conflicts the number of requests answered with 449 because another write of the document
   *     ended while they ran
   */
  public record Total(String container, String id, long writes, long conflicts) {}

  /** Returns the totals by document, most written first. */
  public synchronized List<Total> totals() {
    return totals.values().stream()
        .sorted(Comparator.comparingLong(Total::writes).reversed())
        .toList();
  }

  /** Deletes the record. */
  public synchronized void clear() {
    totals.clear();
  }

  synchronized void add(
      String container, PartitionKey partition, Collection<String> ids, boolean conflict) {
    for (String id : ids) {
      totals.merge(
          new Key(container, partition.toString(), id),
          new Total(container, id, conflict ? 0 : 1, conflict ? 1 : 0),
          (a, b) -> new Total(container, id, a.writes + b.writes, a.conflicts + b.conflicts));
    }
  }
}
