package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Immutable stored document. A change stores a new one.
 *
 * @param number a number that grows with each document created in a container; the order of queries
 *     without ORDER BY
 * @param lsn the log sequence number of its last write; the documents of a batch share one
 * @param body the caller's fields and the system properties
 * @param size the bytes of the body as JSON
 * @param expiresAt the expiry in epoch seconds, or {@link Long#MAX_VALUE}
 */
record Document(String id, long number, long lsn, ObjectNode body, int size, long expiresAt) {
  String etag() {
    return body.path("_etag").asText();
  }
}
