package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.erasure.ErasureStore;
import io.spillway.wire.ErasureJson;
import java.util.List;
import java.util.Optional;

/** Erasures, one document each, in one partition. The version is the document's ETag. */
final class CosmosErasureStore implements ErasureStore {

  /** Partition key, not a valid stream id. */
  private static final String PARTITION = "_erasures";

  private static final DocumentForm<Erasure> FORM =
      new DocumentForm<>(
          CosmosErasureStore::write, CosmosErasureStore::read, Erasure::id, Erasure::sortKey);

  private final Documents documents;
  private final VersionedDocuments<Erasure> versioned;

  CosmosErasureStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.ERASURES, "erasures");
    versioned = new VersionedDocuments<>(documents, FORM);
  }

  @Override
  public Versioned<Erasure> add(Erasure erasure) {
    return versioned.add(erasure);
  }

  @Override
  public Optional<Versioned<Erasure>> find(String id) {
    return versioned.find(PARTITION, id);
  }

  @Override
  public Replacement<Erasure> replace(Erasure erasure, String version) {
    return versioned.replace(erasure, version);
  }

  @Override
  public List<Versioned<Erasure>> pending(int limit) {
    int most = PageRequest.first(limit).limit();
    DocumentQuery query = DocumentQuery.of(PARTITION).equal("state", "pending");
    return versioned.list(query, query.oldestFirst(most), most);
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private static ObjectNode write(Erasure erasure) {
    return OwnStream.move(ErasureJson.write(erasure), PARTITION);
  }

  private static Erasure read(ObjectNode document) {
    return ErasureJson.read(OwnStream.restore(document));
  }
}
