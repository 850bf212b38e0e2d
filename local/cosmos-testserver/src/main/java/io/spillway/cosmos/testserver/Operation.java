package io.spillway.cosmos.testserver;

/** What one request asks of the gateway. */
public enum Operation {
  /** Read the account: once for each client, then every few minutes. */
  ACCOUNT,
  /** Create, read or delete a database. */
  DATABASE,
  /** Create, read or delete a container. */
  CONTAINER,
  /** Read a container's partition key ranges. */
  PARTITION_RANGES,
  /** Ask how a query is to be run. */
  QUERY_PLAN,
  /** Create a document. */
  CREATE,
  /** Create or replace a document. */
  UPSERT,
  /** Read one document by id and partition key. */
  READ,
  /** Replace a document. */
  REPLACE,
  /** Delete a document. */
  DELETE,
  /** Change parts of a document. */
  PATCH,
  /** Run a transactional batch. */
  BATCH,
  /** Run one page of a query. */
  QUERY,
  /** Something this server does not know, and refuses. */
  UNKNOWN;

  /** Whether this touches documents; the others are what the SDK asks for its own use. */
  public boolean isItem() {
    return switch (this) {
      case CREATE, UPSERT, READ, REPLACE, DELETE, PATCH, BATCH, QUERY -> true;
      default -> false;
    };
  }
}
