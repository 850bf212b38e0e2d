package io.spillway.cosmos.testserver;

/** Capacity of a server and of each partition key, in documents and bytes of JSON. Thread-safe. */
final class StorageLimit {
  private final long maxDocuments;
  private final long maxBytes;
  private final long maxPartitionBytes;
  private long documents;
  private long bytes;

  StorageLimit(long maxDocuments, long maxBytes) {
    this(maxDocuments, maxBytes, Limits.PARTITION_BYTES);
  }

  StorageLimit(long maxDocuments, long maxBytes, long maxPartitionBytes) {
    this.maxPartitionBytes = maxPartitionBytes;
    this.maxDocuments = maxDocuments;
    this.maxBytes = maxBytes;
  }

  /** Returns whether a partition key can be full before the server is. */
  boolean limitsPartitions() {
    return maxPartitionBytes < maxBytes;
  }

  /**
   * Rejects a write that makes the documents of one partition key too large, as the service does.
   */
  void checkPartition(long partitionBytes) {
    if (partitionBytes > maxPartitionBytes) {
      throw new CosmosError(
          403,
          CosmosError.PARTITION_FULL,
          "Partition key reached maximum size of %d bytes".formatted(maxPartitionBytes));
    }
  }

  /** Reserves capacity, or returns it if negative. Growth beyond the limit is rejected with 507. */
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
