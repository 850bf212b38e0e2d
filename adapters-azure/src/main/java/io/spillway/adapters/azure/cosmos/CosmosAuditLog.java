package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.wire.AuditJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Audit records, one document each, in the partition of their stream. */
final class CosmosAuditLog implements AuditLog {

  private static final int TRIES = 3;
  private static final String WHO_KEY = "whoKey";
  private static final String AUTHOR_KEY = "authorKey";

  private static final DocumentForm<AuditRecord> FORM =
      new DocumentForm<>(
          CosmosAuditLog::write, CosmosAuditLog::read, AuditRecord::id, AuditRecord::sortKey);

  private final Documents documents;
  private final VersionedDocuments<AuditRecord> versioned;
  private final DocumentListing listing;

  CosmosAuditLog(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.AUDIT, "audit");
    versioned = new VersionedDocuments<>(documents, FORM);
    listing = new DocumentListing(documents);
  }

  @Override
  public AuditRecord add(AuditRecord entry) {
    return versioned.add(entry).value();
  }

  @Override
  public Page<AuditRecord> list(AuditFilter filter, PageRequest page) {
    DocumentQuery query =
        DocumentQuery.of(filter.streamId())
            .equal("action", filter.action() == null ? null : filter.action().code())
            .equal(WHO_KEY, key(filter.who()))
            .equal(AUTHOR_KEY, key(filter.author()))
            .between(filter.from(), filter.to());
    return listing.page(
        "audit by " + filter, query, page, document -> FORM.value(document, documents.failures()));
  }

  @Override
  public void anonymise(AuditRecord entry) {
    for (int i = 0; i < TRIES; i++) {
      Optional<ObjectNode> stored = documents.find(entry.partition(), entry.id());
      if (stored.isEmpty()
          || documents
              .replace(FORM.document(entry), stored.get().path("_etag").asText())
              .isPresent()) {
        return;
      }
    }
    throw new PortException(
        documents.failures().unavailable("the record was repeatedly changed by concurrent writes"));
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private static @Nullable String key(@Nullable String name) {
    return name == null ? null : AuthorNames.key(name);
  }

  private static ObjectNode write(AuditRecord entry) {
    ObjectNode node = AuditJson.write(entry).put(WHO_KEY, AuthorNames.key(entry.who()));
    if (entry.author() != null) {
      node.put(AUTHOR_KEY, AuthorNames.key(entry.author()));
    }
    return node.put("streamId", entry.partition());
  }

  private static AuditRecord read(ObjectNode document) {
    ObjectNode node = document.deepCopy();
    if (node.path("streamId").asText().equals(AuditRecord.ALL_STREAMS)) {
      node.remove("streamId");
    }
    return AuditJson.read(node);
  }
}
