package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.wire.PolicyRevisionJson;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Policy revisions, one document each, by scope and number; never replaced or deleted. */
final class CosmosPolicyStore implements PolicyStore {

  private static final DocumentForm<PolicyRevision> FORM =
      new DocumentForm<>(
          CosmosPolicyStore::write,
          PolicyRevisionJson::read,
          PolicyRevision::sortKey,
          PolicyRevision::sortKey);

  private final Documents documents;
  private final DocumentListing listing;

  CosmosPolicyStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.POLICIES, "policies");
    listing = new DocumentListing(documents);
  }

  @Override
  public PolicyRevision add(PolicyRevision revision) {
    return documents.create(FORM.document(revision)).isPresent()
        ? revision
        : find(revision.scope(), revision.number())
            .orElseThrow(() -> new NoSuchElementException("no " + revision));
  }

  @Override
  public Optional<PolicyRevision> latest(PolicyScope scope) {
    DocumentQuery query = DocumentQuery.of(scope.partition());
    return documents.list(query, query.latestFirst(1), 1).stream().findFirst().map(this::revision);
  }

  @Override
  public Optional<PolicyRevision> find(PolicyScope scope, int number) {
    return documents.find(scope.partition(), PolicyRevision.sortKey(number)).map(this::revision);
  }

  @Override
  public Page<PolicyRevision> history(PolicyScope scope, PageRequest page) {
    String partition = scope.partition();
    return listing.page(partition, DocumentQuery.of(partition), page, this::revision);
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private PolicyRevision revision(ObjectNode document) {
    return FORM.value(document, documents.failures());
  }

  /** Writes the revision into the partition of its scope. */
  private static ObjectNode write(PolicyRevision revision) {
    return PolicyRevisionJson.write(revision).put("streamId", revision.scope().partition());
  }
}
