package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.util.function.Function;

/**
 * How one kind of thing is written as a document and read again.
 *
 * @param write its JSON form, which has a {@code streamId}
 * @param read takes what {@code write} made, and ignores what else is in the document
 * @param idOf the document's id, unique within its stream
 * @param sortKeyOf by which its listing is sorted
 */
record DocumentForm<T>(
    Function<T, ObjectNode> write,
    Function<ObjectNode, T> read,
    Function<T, String> idOf,
    Function<T, String> sortKeyOf) {

  /** Grows when documents change so that what came before cannot read them. */
  static final int SCHEMA_VERSION = 1;

  ObjectNode document(T value) {
    return stamped(write.apply(value), idOf.apply(value))
        .put(DocumentQuery.SORT_KEY, sortKeyOf.apply(value));
  }

  /** Puts in what every document has. */
  static ObjectNode stamped(ObjectNode body, String id) {
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
      throw failures.unreadable(id, "it was changed or damaged by others");
    }
  }
}
