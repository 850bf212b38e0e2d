package io.spillway.cosmos.testserver;

/**
 * How much one server holds before it refuses more, and how much each partition key: documents and
 * bytes of JSON, thread-safe.
 */
final class Capacity {
  private final long maxDocuments;
  private final long maxBytes;
  private final long maxPartitionBytes;
  private long documents;
  private long bytes;

  Capacity(long maxDocuments, long maxBytes) {
    this(maxDocuments, maxBytes, Limits.PARTITION_BYTES);
  }

  Capacity(long maxDocuments, long maxBytes, long maxPartitionBytes) {
    this.maxPartitionBytes = maxPartitionBytes;
    this.maxDocuments = maxDocuments;
    this.maxBytes = maxBytes;
  }

  /** Whether a partition key can be full before the server is. */
  boolean limitsPartitions() {
    return maxPartitionBytes < maxBytes;
  }

  /** Refuses, as the service does, what lets the documents of one partition key grow too large. */
  void checkPartition(long partitionBytes) {
    if (partitionBytes > maxPartitionBytes) {
      throw new CosmosError(
          403,
          CosmosError.PARTITION_FULL,
          "Partition key reached maximum size of %d bytes".formatted(maxPartitionBytes));
    }
  }

  /** Takes or (negative) gives back; what grows beyond the limit is refused with 507. */
  synchronized void take(int moreDocuments, long moreBytes) {
    boolean grows = moreDocuments > 0 || moreBytes > 0;
    if (grows && (documents + moreDocuments > maxDocuments || bytes + moreBytes > maxBytes)) {
      throw new CosmosError(
          507,
          0,
          "this test server is full: it holds at most %d documents and %d bytes"
              .formatted(maxDocuments, maxBytes));
    }
    documents += moreDocuments;
    bytes += moreBytes;
  }
}
