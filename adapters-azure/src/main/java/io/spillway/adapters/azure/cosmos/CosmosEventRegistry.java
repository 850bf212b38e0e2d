package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.event.EventRegistry;
import io.spillway.wire.Json;
import java.util.Optional;

/**
 * Contents of events, one document each, in the container of the totals.
 *
 * <p>A document is never changed. A call that finds its own document, written by a request whose
 * response was lost, returns its own content.
 */
final class CosmosEventRegistry implements EventRegistry {

  private static final String TYPE = "identity";
  private static final String CONTENT = "content";

  /** Maximum number of attempts, of which a second one is needed only as a document expires. */
  private static final int TRIES = 5;

  private final Documents documents;

  CosmosEventRegistry(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.STATS, "event-registry");
  }

  @Override
  public String register(String streamId, String eventKey, String content) {
    String id = TYPE + "~" + eventKey;
    for (int i = 0; i < TRIES; i++) {
      if (documents.create(document(streamId, id, content)).isPresent()) {
        return content;
      }
      Optional<ObjectNode> earlier = documents.find(streamId, id);
      if (earlier.isPresent()) {
        return content(id, earlier.get());
      }
    }
    throw new PortException(
        documents.failures().unavailable("the entry was repeatedly created and deleted"));
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private static ObjectNode document(String streamId, String id, String content) {
    ObjectNode document = Json.object().put("streamId", streamId);
    return DocumentForm.stamp(document, id)
        .put(DocumentQuery.DOCUMENT_TYPE, TYPE)
        .put(CONTENT, content)
        .put("ttl", RETENTION.toSeconds());
  }

  private String content(String id, ObjectNode document) {
    JsonNode content = document.path(CONTENT);
    if (!content.isTextual()) {
      throw documents.failures().unreadable(id, "it was modified by other software");
    }
    return content.textValue();
  }
}
