package io.spillway.adapters.azure.cosmos;

import static java.util.Objects.requireNonNull;

import com.azure.cosmos.models.CosmosBatch;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.adapters.azure.cosmos.Documents.BatchResult;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PersonKey;
import io.spillway.ports.PersonNames;
import io.spillway.ports.Recount;
import io.spillway.ports.Replacement;
import io.spillway.ports.SortableTime;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.wire.Codes;
import io.spillway.wire.ViolationJson;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Store and archive of violations, one document each, by stream and violation id. The version is
 * the document's ETag and a letter, which tells whether that value is counted as withheld: a
 * replacement changes the number without reading the document.
 */
final class CosmosViolationStore implements ViolationStore, ViolationArchive {

  private static final int TRIES = 3;

  /** End of the version of a violation that withholds its message. */
  private static final String WITHHELD = "w";

  /** End of the version of any other violation. */
  private static final String NOT_WITHHELD = "p";

  private static final String DISMISSED = Codes.code(ViolationState.DISMISSED);
  private static final String REPORTED = Codes.code(ViolationState.REPORTED);

  private static final String TEXT_IN_LOWER_CASE = "textInLowerCase";

  /**
   * Position in the review queue; only waiting violations have it, so that the index contains no
   * others.
   */
  private static final String DUE_KEY = "dueKey";

  /** End of the claim; an empty text for none, which is comparable. */
  private static final String CLAIMED_UNTIL = "claimedUntil";

  private static final String STEPPED_AT = "steppedAt";
  private static final String BULK_ID = "bulkId";

  /** Only open violations with a provisional verdict have it. */
  private static final String PROVISIONAL = "provisional";

  private static final String YES = "yes";

  /** Compared form of the author's name. */
  private static final String AUTHOR_KEY = "authorKey";

  /** Compared form of the author's name, without regard to case. */
  private static final String AUTHOR_FOLDED = "authorFolded";

  /** Compared form of the assignee's name; only assigned violations have it. */
  private static final String ASSIGNEE_NAME = "assigneeName";

  /** Id of the assignee's account; empty for a name without one. */
  private static final String ASSIGNEE_ID = "assigneeId";

  private static final DocumentForm<Violation> FORM =
      new DocumentForm<>(
          CosmosViolationStore::write,
          ViolationJson::read,
          violation -> violation.id().toString(),
          Violation::sortKey);

  private final Documents documents;
  private final VersionedDocuments<Violation> versioned;
  private final StreamCounters counters;

  CosmosViolationStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.VIOLATIONS, "violations");
    versioned = new VersionedDocuments<>(documents, FORM, CosmosViolationStore::version);
    counters = new StreamCounters(documents, List.of("withheld"), this::countByQuery);
  }

  private static String version(String etag, Violation violation) {
    return etag + (violation.withholds() ? WITHHELD : NOT_WITHHELD);
  }

  @Override
  public Versioned<Violation> add(Violation violation) {
    for (int i = 0; i < TRIES; i++) {
      CosmosBatch batch = Batches.of(violation.id().streamId());
      batch.createItemOperation(documents.withExpiry(FORM.document(violation)));
      BatchResult added = run(batch, violation, violation.withholds() ? 1 : 0);
      if (added.isSuccess()) {
        return versioned.versioned(violation, requireNonNull(added.etag()));
      }
      Optional<Versioned<Violation>> standing = find(violation.id());
      if (standing.isPresent()) {
        return standing.get();
      }
      // The violation was deleted in the meantime, so that its id is free again.
    }
    throw documents.failures().takenRepeatedly();
  }

  private BatchResult run(CosmosBatch batch, Violation violation, long by) {
    return counters.run(violation.id().streamId(), violation.id().toString(), batch, by);
  }

  @Override
  public Optional<Versioned<Violation>> find(ViolationId id) {
    return versioned.find(id.streamId(), id.toString());
  }

  @Override
  public Replacement<Violation> replace(Violation violation, String version) {
    int end = version.length() - 1;
    String etag = end < 0 ? "" : version.substring(0, end);
    boolean was = version.endsWith(WITHHELD);
    if (!Documents.isEtag(etag) || !(was || version.endsWith(NOT_WITHHELD))) {
      return versioned.stale(violation);
    }
    if (was == violation.withholds()) {
      return versioned.replace(violation, etag);
    }
    CosmosBatch batch = Batches.of(violation.id().streamId());
    batch.replaceItemOperation(
        violation.id().toString(),
        documents.withExpiry(FORM.document(violation)),
        Batches.ifUnchanged(etag));
    BatchResult replaced = run(batch, violation, was ? -1 : 1);
    return replaced.isSuccess()
        ? new Replacement.Replaced<>(
            versioned.versioned(violation, requireNonNull(replaced.etag())))
        : versioned.stale(violation);
  }

  @Override
  public Page<Versioned<Violation>> list(ViolationFilter filter, PageRequest page) {
    return versioned.page("violations by " + filter, query(filter), page);
  }

  @Override
  public List<Versioned<Violation>> waiting(
      ViolationFilter filter, String moderator, Instant now, int limit) {
    return waiting(query(filter), moderator, now, limit);
  }

  @Override
  public List<Versioned<Violation>> claimable(
      ViolationFilter filter, String moderator, Instant now, int limit) {
    String later = SortableTime.text(now.plus(1, ChronoUnit.MICROS));
    DocumentQuery query =
        query(filter)
            .personOrBelow(ASSIGNEE_NAME, ASSIGNEE_ID, PersonNames.key(moderator), DUE_KEY, later);
    return waiting(query, moderator, now, limit);
  }

  private List<Versioned<Violation>> waiting(
      DocumentQuery query, String moderator, Instant now, int limit) {
    int most = PageRequest.first(limit).limit();
    query.notAfter(CLAIMED_UNTIL, SortableTime.text(now)).notContaining("barred", moderator);
    return versioned.list(query, query.lowestFirst(DUE_KEY, most), most);
  }

  @Override
  public List<Versioned<Violation>> pendingEffects(
      Set<PendingEffect> effects, @Nullable Instant steppedBefore, int limit) {
    int most = PageRequest.first(limit).limit();
    DocumentQuery query =
        DocumentQuery.of(null)
            .in("owed", effects.stream().map(Codes::code).toList())
            .before(STEPPED_AT, steppedBefore);
    return versioned.list(query, query.oldestFirst(most), most);
  }

  @Override
  public List<Versioned<Violation>> provisional(Instant withheldFrom, int limit) {
    int most = PageRequest.first(limit).limit();
    DocumentQuery query =
        DocumentQuery.of(null).equal(PROVISIONAL, YES).between(withheldFrom, null);
    return versioned.list(query, query.latestFirst(most), most);
  }

  @Override
  public boolean delete(ViolationId id) {
    return counters.delete(
        id.streamId(),
        id.toString(),
        read -> new long[] {isWithheld(read.path("state").asText()) ? -1 : 0},
        (read, batch) -> {});
  }

  private static boolean isWithheld(String state) {
    return !state.equals(DISMISSED) && !state.equals(REPORTED);
  }

  @Override
  public long countWithheld(String streamId) {
    return counters.read(streamId).get(0);
  }

  @Override
  public Recount<Long> recountWithheld(String streamId) {
    StreamCounters.Recounted counted = counters.recount(streamId);
    return new Recount<>(counted.before().get(0), counted.after().get(0));
  }

  private List<Long> countByQuery(String streamId, Duration timeout) {
    DocumentQuery withheld =
        DocumentQuery.of(streamId).notEqual("state", DISMISSED).notEqual("state", REPORTED);
    return List.of(documents.count(withheld, timeout));
  }

  @Override
  public int count(ViolationFilter filter, int limit) {
    return documents.countUpTo(limit, query(filter));
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private static ObjectNode write(Violation violation) {
    Claim claim = violation.assignment().claim();
    // Lower case, so that case-insensitive search works as in every other store.
    ObjectNode node =
        ViolationJson.write(violation)
            .put(AUTHOR_KEY, AuthorNames.key(violation.author()))
            .put(AUTHOR_FOLDED, AuthorNames.foldedKey(violation.author()))
            .put(TEXT_IN_LOWER_CASE, inLowerCase(violation.text()))
            .put(CLAIMED_UNTIL, claim == null ? "" : SortableTime.text(claim.until()))
            .put(STEPPED_AT, SortableTime.text(violation.lastStep().at()))
            .put(BULK_ID, violation.lastStep().bulkId());
    if (violation.state() == ViolationState.OPEN && violation.verdict().isProvisional()) {
      node.put(PROVISIONAL, YES);
    }
    String assignee = violation.assignment().assignee();
    if (assignee != null) {
      PersonKey key = PersonNames.key(assignee);
      node.put(ASSIGNEE_NAME, key.name()).put(ASSIGNEE_ID, key.id());
    }
    return violation.state().waits() ? node.put(DUE_KEY, violation.dueKey()) : node;
  }

  private static DocumentQuery query(ViolationFilter filter) {
    // Counters have no sort key.
    DocumentQuery all = DocumentQuery.of(filter.streamId()).present(DocumentQuery.SORT_KEY);
    return byQueue(byAuthor(all, filter), filter)
        .equal("state", code(filter.state()))
        .equal("verdict.category", filter.category() == null ? null : filter.category().code())
        .equal("verdict.severity", filter.severity() == null ? null : filter.severity().name())
        .containing(TEXT_IN_LOWER_CASE, filter.text() == null ? null : inLowerCase(filter.text()))
        .between(filter.from(), filter.to())
        .notBefore(STEPPED_AT, filter.steppedFrom())
        .before(STEPPED_AT, filter.steppedBefore())
        .equal(BULK_ID, filter.bulkId());
  }

  private static DocumentQuery byQueue(DocumentQuery query, ViolationFilter filter) {
    Instant due = filter.dueBefore();
    Instant from = filter.dueFrom();
    Instant claimed = filter.claimedAt();
    if (claimed != null) {
      query.after(CLAIMED_UNTIL, SortableTime.text(claimed));
    }
    if (filter.assignee() != null) {
      query.person(ASSIGNEE_NAME, ASSIGNEE_ID, PersonNames.key(filter.assignee()));
    }
    if (!filter.pending() && due == null && from == null) {
      return query;
    }
    return query
        .present(DUE_KEY)
        .notBelow(DUE_KEY, from == null ? null : SortableTime.text(from))
        .below(DUE_KEY, due == null ? null : SortableTime.text(due));
  }

  private static DocumentQuery byAuthor(DocumentQuery query, ViolationFilter filter) {
    String author = filter.author();
    if (author == null) {
      return query;
    }
    return filter.ignoresAuthorCase()
        ? query.byAuthor(AUTHOR_FOLDED, AuthorNames.foldedKey(author), author)
        : query.byAuthor(AUTHOR_KEY, AuthorNames.key(author), author);
  }

  private static @Nullable String code(@Nullable Enum<?> constant) {
    return constant == null ? null : Codes.code(constant);
  }

  private static String inLowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
