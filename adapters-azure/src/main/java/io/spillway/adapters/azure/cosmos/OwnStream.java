package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Documents in a partition that is not their stream: {@code streamId}, the path of the partition
 * key, has the partition, and the property {@code ofStream} the own stream, if there is one.
 */
final class OwnStream {

  private static final String PARTITION = "streamId";
  private static final String STREAM = "ofStream";

  private OwnStream() {}

  /** Moves a document to a partition. */
  static ObjectNode move(ObjectNode document, String partition) {
    if (document.has(PARTITION)) {
      document.set(STREAM, document.get(PARTITION));
    }
    return document.put(PARTITION, partition);
  }

  /** Returns a moved document as it was. */
  static ObjectNode restore(ObjectNode moved) {
    ObjectNode document = moved.deepCopy();
    document.remove(PARTITION);
    if (moved.has(STREAM)) {
      document.set(PARTITION, moved.get(STREAM));
    }
    return document;
  }
}
