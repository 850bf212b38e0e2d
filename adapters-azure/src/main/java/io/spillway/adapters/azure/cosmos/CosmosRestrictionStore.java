package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.SortableTime;
import io.spillway.ports.author.Restriction;
import io.spillway.ports.author.RestrictionFilter;
import io.spillway.ports.author.RestrictionStore;
import io.spillway.wire.RestrictionJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Restrictions, one document each, in the partition of their stream or of all streams. The database
 * deletes expired ones.
 */
final class CosmosRestrictionStore implements RestrictionStore {

  private static final String TYPE = "restriction";

  /** Partition of restrictions on all streams, not a valid stream id. */
  private static final String EVERYWHERE = "~all";

  private static final String AUTHOR_KEY = "authorKey";
  private static final String UNTIL = "until";

  /** Time for which an expired restriction is kept, because clocks differ. */
  private static final Duration SLACK = Duration.ofHours(1);

  private static final DocumentForm<Restriction> FORM =
      new DocumentForm<>(
          CosmosRestrictionStore::write,
          CosmosRestrictionStore::read,
          restriction -> id(restriction.author()),
          Restriction::sortKey);

  private final Documents documents;
  private final DocumentListing listing;
  private final InstantSource clock;

  CosmosRestrictionStore(CosmosConnection connection, InstantSource clock) {
    this.documents = new Documents(connection, CosmosContainers.AUTHORS, "restrictions");
    this.listing = new DocumentListing(documents);
    this.clock = clock;
  }

  @Override
  public void put(Restriction restriction) {
    documents.put(FORM.document(restriction), secondsLeft(restriction.until()));
  }

  @Override
  public Optional<Restriction> find(String author, @Nullable String streamId) {
    return documents.find(partition(streamId), id(author)).map(this::restriction);
  }

  @Override
  public Page<Restriction> list(RestrictionFilter filter, PageRequest page) {
    RestrictionFilter.Scope scope = filter.scope();
    DocumentQuery query =
        DocumentQuery.of(scope == null ? null : partition(scope.streamId()))
            .equal(DocumentQuery.DOCUMENT_TYPE, TYPE)
            .equal(AUTHOR_KEY, filter.author() == null ? null : AuthorNames.key(filter.author()));
    if (filter.activeAt() != null) {
      query.after(UNTIL, SortableTime.text(filter.activeAt()));
    }
    String name = "restrictions by " + scope + " " + filter.author();
    return listing.page(name, query, page, this::restriction);
  }

  @Override
  public boolean delete(String author, @Nullable String streamId) {
    return documents.delete(partition(streamId), id(author));
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private Duration secondsLeft(Instant until) {
    Duration left = Duration.between(clock.instant(), until).plus(SLACK);
    return left.compareTo(SLACK) < 0 ? SLACK : left;
  }

  private Restriction restriction(ObjectNode document) {
    return FORM.value(document, documents.failures());
  }

  private static String partition(@Nullable String streamId) {
    return streamId == null ? EVERYWHERE : streamId;
  }

  private static String id(String author) {
    return TYPE + "~" + AuthorNames.hash(author);
  }

  private static ObjectNode write(Restriction restriction) {
    return OwnStream.move(RestrictionJson.write(restriction), partition(restriction.streamId()))
        .put(DocumentQuery.DOCUMENT_TYPE, TYPE)
        .put(AUTHOR_KEY, AuthorNames.key(restriction.author()));
  }

  private static Restriction read(ObjectNode document) {
    return RestrictionJson.read(OwnStream.restore(document));
  }
}
