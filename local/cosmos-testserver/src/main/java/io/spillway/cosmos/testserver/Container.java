package io.spillway.cosmos.testserver;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The documents of one container, by partition and id. One lock makes every operation atomic. */
final class Container {
  private static final int MIN_WRITES_BETWEEN_SWEEPS = 1000;

  private final ContainerDefinition definition;
  private final InstantSource clock;
  private final StorageLimit capacity;
  private final Map<PartitionKey, Map<String, Document>> partitions = new HashMap<>();
  private long lastNumber;
  private long lsn = 1;
  private int size;
  private int writesSinceSweep;

  Container(ContainerDefinition definition, InstantSource clock, StorageLimit capacity) {
    this.definition = definition;
    this.clock = clock;
    this.capacity = capacity;
  }

  ContainerDefinition definition() {
    return definition;
  }

  /** Runs work on one partition. Stores all its writes, or none if it throws. */
  synchronized <T> T transact(PartitionKey key, Function<Transaction, T> work) {
    long now = now();
    Map<String, Document> partition = partitions.getOrDefault(key, Map.of());
    Transaction transaction = new Transaction(definition, key, partition, now, lsn + 1, lastNumber);
    T result = work.apply(transaction);
    commit(key, transaction, now);
    return result;
  }

  /** Returns the live documents of a partition, or of all (null), in creation order. */
  synchronized List<Document> documents(@Nullable PartitionKey key) {
    long now = now();
    List<Document> found = new ArrayList<>();
    if (key != null) {
      found.addAll(partitions.getOrDefault(key, Map.of()).values());
    } else {
      partitions.values().forEach(partition -> found.addAll(partition.values()));
      found.sort(Comparator.comparingLong(Document::number));
    }
    found.removeIf(document -> document.expiresAt() <= now);
    return found;
  }

  /**
   * Changes of a partition.
   *
   * @param documents the live documents that were written after a log sequence number, in the order
   *     of their last write
   * @param lsn the log sequence number of the container's last write
   */
  record Changes(List<Document> documents, long lsn) {}

  /** Returns the changes of a partition after a log sequence number, read at one instant. */
  synchronized Changes changesAfter(PartitionKey key, long after) {
    List<Document> changed = documents(key);
    changed.removeIf(document -> document.lsn() <= after);
    // The ETag counts the writes of one log sequence number.
    changed.sort(Comparator.comparingLong(Document::lsn).thenComparing(Document::etag));
    return new Changes(changed, lsn);
  }

  /** Returns the ETags of documents by id; an empty one for a missing document. */
  synchronized Map<String, String> etags(PartitionKey key, List<String> ids) {
    Map<String, Document> partition = partitions.getOrDefault(key, Map.of());
    Map<String, String> found = new HashMap<>();
    for (String id : ids) {
      Document document = partition.get(id);
      found.put(id, document == null ? "" : document.etag());
    }
    return found;
  }

  /** Returns the session token: the log sequence number of the last write. */
  synchronized String sessionToken() {
    return "0:-1#" + lsn;
  }

  /** Deletes every document and frees the capacity. */
  synchronized void clear() {
    sweep(Long.MAX_VALUE);
  }

  private void commit(PartitionKey key, Transaction transaction, long now) {
    Map<String, @Nullable Document> changes = transaction.changes();
    if (changes.isEmpty()) {
      return;
    }
    try {
      reserve(key, changes);
    } catch (CosmosError full) {
      sweep(now);
      reserve(key, changes);
    }
    changes.forEach((id, document) -> replace(key, id, document));
    lastNumber = transaction.lastNumber();
    lsn++;
    writesSinceSweep += changes.size();
    if (writesSinceSweep > Math.max(MIN_WRITES_BETWEEN_SWEEPS, size)) {
      sweep(now);
    }
  }

  private void reserve(PartitionKey key, Map<String, @Nullable Document> changes) {
    Map<String, Document> partition = partitions.getOrDefault(key, Map.of());
    int documents = 0;
    long bytes = 0;
    for (Map.Entry<String, @Nullable Document> change : changes.entrySet()) {
      Document before = partition.get(change.getKey());
      Document after = change.getValue();
      documents += (after == null ? 0 : 1) - (before == null ? 0 : 1);
      bytes += (after == null ? 0 : after.size()) - (before == null ? 0 : before.size());
    }
    if (bytes > 0 && capacity.limitsPartitions()) {
      capacity.checkPartition(bytes + partition.values().stream().mapToLong(Document::size).sum());
    }
    capacity.take(documents, bytes);
  }

  private void replace(PartitionKey key, String id, @Nullable Document document) {
    Map<String, Document> partition = partitions.computeIfAbsent(key, k -> new LinkedHashMap<>());
    Document before = partition.get(id);
    if (before != null && (document == null || before.number() != document.number())) {
      partition.remove(id);
    }
    if (document != null) {
      partition.put(id, document);
    }
    size += (document == null ? 0 : 1) - (before == null ? 0 : 1);
    if (partition.isEmpty()) {
      partitions.remove(key);
    }
  }

  /**
   * Deletes expired documents. Runs once per as many writes as there are documents, so its
   * amortized cost is low.
   */
  private void sweep(long now) {
    writesSinceSweep = 0;
    for (PartitionKey key : List.copyOf(partitions.keySet())) {
      for (Document document : List.copyOf(partitions.getOrDefault(key, Map.of()).values())) {
        if (document.expiresAt() <= now) {
          capacity.take(-1, -document.size());
          replace(key, document.id(), null);
        }
      }
    }
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
