package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A stored document. Its body is never changed after it was stored: a change stores a new one.
 *
 * @param number grows with each document created in a container; queries without ORDER BY use it
 * @param body everything the caller sent and the system properties
 * @param size the bytes of the body as JSON
 * @param expiresAt epoch seconds from which on the document is gone, or {@link Long#MAX_VALUE}
 */
record Document(String id, long number, ObjectNode body, int size, long expiresAt) {
  String etag() {
    return body.path("_etag").asText();
  }
}
