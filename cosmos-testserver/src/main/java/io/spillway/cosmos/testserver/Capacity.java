package io.spillway.cosmos.testserver;

/** How much one server holds before it refuses more: documents and bytes of JSON, thread-safe. */
final class Capacity {
  private final long maxDocuments;
  private final long maxBytes;
  private long documents;
  private long bytes;

  Capacity(long maxDocuments, long maxBytes) {
    this.maxDocuments = maxDocuments;
    this.maxBytes = maxBytes;
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
