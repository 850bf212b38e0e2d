package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.OwedEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.wire.Codes;
import io.spillway.wire.ViolationJson;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Violations, one document each, by stream and violation id; a version is the document's ETag. */
final class CosmosViolationStore implements ViolationStore {

  private static final String TEXT_IN_LOWER_CASE = "textInLowerCase";

  private static final DocumentForm<Violation> FORM =
      new DocumentForm<>(
          CosmosViolationStore::write,
          ViolationJson::read,
          violation -> violation.id().toString(),
          Violation::sortKey);

  private final Documents documents;
  private final DocumentListing listing;

  CosmosViolationStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.VIOLATIONS, "violations");
    listing = new DocumentListing(documents);
  }

  @Override
  public Versioned<Violation> add(Violation violation) {
    Optional<String> etag = documents.create(FORM.document(violation));
    return etag.isPresent() ? new Versioned<>(violation, etag.get()) : standing(violation.id());
  }

  @Override
  public Optional<Versioned<Violation>> find(ViolationId id) {
    return documents.find(id.streamId(), id.toString()).map(this::versioned);
  }

  @Override
  public Replacement<Violation> replace(Violation violation, String version) {
    Optional<String> etag = documents.replace(FORM.document(violation), version);
    return etag.isPresent()
        ? new Replacement.Replaced<>(new Versioned<>(violation, etag.get()))
        : new Replacement.Stale<>(standing(violation.id()));
  }

  @Override
  public Page<Versioned<Violation>> list(ViolationFilter filter, PageRequest page) {
    return listing.page("violations by " + filter, query(filter), page, this::versioned);
  }

  @Override
  public List<Versioned<Violation>> owing(int limit) {
    int most = PageRequest.first(limit).limit();
    DocumentQuery query = DocumentQuery.of(null).notEqual("owed", Codes.code(OwedEffect.NONE));
    return documents.list(query, query.oldestFirst(most), most).stream()
        .map(this::versioned)
        .toList();
  }

  @Override
  public long countWithheld(String streamId) {
    return documents.count(
        DocumentQuery.of(streamId).notEqual("state", Codes.code(ViolationState.DISMISSED)));
  }

  @Override
  public Health health() {
    return documents.health();
  }

  /** Violations are never deleted, so what was taken is there. */
  private Versioned<Violation> standing(ViolationId id) {
    return find(id).orElseThrow(() -> new NoSuchElementException("no violation " + id));
  }

  private Versioned<Violation> versioned(ObjectNode document) {
    return new Versioned<>(
        FORM.value(document, documents.failures()), document.path("_etag").asText());
  }

  private static ObjectNode write(Violation violation) {
    // So that a search in whatever case means the same here as in every other store.
    return ViolationJson.write(violation).put(TEXT_IN_LOWER_CASE, inLowerCase(violation.text()));
  }

  private static DocumentQuery query(ViolationFilter filter) {
    return DocumentQuery.of(filter.streamId())
        .equal("state", code(filter.state()))
        .equal("verdict.category", filter.category() == null ? null : filter.category().code())
        .equal("verdict.severity", filter.severity() == null ? null : filter.severity().name())
        .equal("author", filter.author())
        .containing(TEXT_IN_LOWER_CASE, filter.text() == null ? null : inLowerCase(filter.text()))
        .between(filter.from(), filter.to());
  }

  private static @Nullable String code(@Nullable Enum<?> constant) {
    return constant == null ? null : Codes.code(constant);
  }

  private static String inLowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
