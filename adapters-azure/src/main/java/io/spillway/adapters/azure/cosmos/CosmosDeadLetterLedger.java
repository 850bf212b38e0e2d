package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.wire.DeadLetterJson;
import java.util.Optional;

/**
 * Dead letters, one document each, by stream and letter id; deleted after {@link
 * CosmosContainers#DEAD_LETTER_RETENTION}.
 */
final class CosmosDeadLetterLedger implements DeadLetterLedger {

  private static final DocumentForm<DeadLetter> FORM =
      new DocumentForm<>(
          DeadLetterJson::write, DeadLetterJson::read, DeadLetter::id, DeadLetter::sortKey);

  private final Documents documents;
  private final DocumentListing listing;

  CosmosDeadLetterLedger(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.DEAD_LETTERS, "dead-letters");
    listing = new DocumentListing(documents);
  }

  @Override
  public boolean add(DeadLetter letter) {
    return documents.create(FORM.document(letter)).isPresent();
  }

  @Override
  public Optional<DeadLetter> find(String id) {
    int joint = id.indexOf('~');
    return joint < 0
        ? Optional.empty()
        : documents.find(id.substring(0, joint), id).map(this::letter);
  }

  @Override
  public Page<DeadLetter> list(DeadLetterFilter filter, PageRequest page) {
    DocumentQuery query =
        DocumentQuery.of(filter.streamId())
            .equal("fingerprint", filter.fingerprint())
            .equal("eventType", filter.eventType())
            .equal("failure.code", filter.code())
            .equal("failure.category", filter.category() == null ? null : filter.category().name())
            .between(filter.from(), filter.to());
    return listing.page("dead letters by " + filter, query, page, this::letter);
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private DeadLetter letter(ObjectNode document) {
    return FORM.value(document, documents.failures());
  }
}
