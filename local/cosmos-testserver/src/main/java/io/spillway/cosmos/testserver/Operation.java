package io.spillway.cosmos.testserver;

/** Operation of a gateway request. */
public enum Operation {
  /** Reads the account: once for each client, then every few minutes. */
  ACCOUNT,
  /** Creates, reads or deletes a database. */
  DATABASE,
  /** Creates, reads or deletes a container. */
  CONTAINER,
  /** Reads a container's partition key ranges. */
  PARTITION_RANGES,
  /** Requests a query plan. */
  QUERY_PLAN,
  /** Creates a document. */
  CREATE,
  /** Creates or replaces a document. */
  UPSERT,
  /** Reads one document by id and partition key. */
  READ,
  /** Replaces a document. */
  REPLACE,
  /** Deletes a document. */
  DELETE,
  /** Changes parts of a document. */
  PATCH,
  /** Runs a transactional batch. */
  BATCH,
  /** Runs one page of a query. */
  QUERY,
  /** Reads one page of the change feed of a logical partition. */
  CHANGE_FEED,
  /** An unsupported operation, which is rejected. */
  UNKNOWN;

  /**
   * Returns whether the operation concerns documents; the SDK requests the others for its own use.
   */
  public boolean isItem() {
    return switch (this) {
      case CREATE, UPSERT, READ, REPLACE, DELETE, PATCH, BATCH, QUERY, CHANGE_FEED -> true;
      default -> false;
    };
  }
}
