package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.util.function.Function;

/**
 * Mapping between domain objects and documents.
 *
 * @param write the function to JSON, which has a {@code streamId}
 * @param read the function from JSON, which ignores additional properties
 * @param idOf the function to the document's id, unique within its stream
 * @param sortKeyOf the function to the sort key of listings
 */
record DocumentForm<T>(
    Function<T, ObjectNode> write,
    Function<ObjectNode, T> read,
    Function<T, String> idOf,
    Function<T, String> sortKeyOf) {

  /** Version of the schema; incremented by changes that older versions cannot read. */
  static final int SCHEMA_VERSION = 1;

  ObjectNode document(T value) {
    return stamp(write.apply(value), idOf.apply(value))
        .put(DocumentQuery.SORT_KEY, sortKeyOf.apply(value));
  }

  /** Adds the properties that every document has. */
  static ObjectNode stamp(ObjectNode body, String id) {
    return body.put("id", id).put("schemaVersion", SCHEMA_VERSION);
  }

  T value(ObjectNode document, CosmosFailures failures) {
    String id = document.path("id").asText();
    if (document.path("schemaVersion").asInt() != SCHEMA_VERSION) {
      throw failures.unreadable(id, "schemaVersion is not " + SCHEMA_VERSION);
    }
    try {
      return read.apply(document);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw failures.unreadable(id, "it was modified by other software");
    }
  }
}
