package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.SortableTime;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.deadletter.DeadLetterGroups;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.wire.Codes;
import io.spillway.wire.FailureJson;
import io.spillway.wire.LedgerEntryJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters, one document for all generations of each, by stream and id, in the container of the
 * redrives; deleted {@link CosmosContainers#DEAD_LETTER_RETENTION} after the last write. The
 * version is the document's ETag.
 */
final class CosmosDeadLetterLedger implements DeadLetterLedger {

  private static final String TYPE = "letter";
  private static final String SEARCHED = "searchedText";
  private static final String NEXT_RETRY = "retry.next";
  private static final String EVENT_KEY = "eventKey";
  private static final String OF_A_GROUP =
      "c.id, c.streamId, c.fingerprint, c.eventType, c.exception.type AS exceptionType,"
          + " c.buriedAt, c.failure";

  private static final DocumentForm<LedgerEntry> FORM =
      new DocumentForm<>(
          CosmosDeadLetterLedger::write,
          LedgerEntryJson::read,
          LedgerEntry::id,
          LedgerEntry::sortKey);

  private final Documents documents;
  private final VersionedDocuments<LedgerEntry> versioned;

  CosmosDeadLetterLedger(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.DEAD_LETTERS, "dead-letters");
    versioned = new VersionedDocuments<>(documents, FORM);
  }

  @Override
  public Versioned<LedgerEntry> add(LedgerEntry entry) {
    return versioned.add(entry);
  }

  @Override
  public Optional<Versioned<LedgerEntry>> find(String id) {
    int joint = id.indexOf('~');
    return joint < 0 ? Optional.empty() : versioned.find(id.substring(0, joint), id);
  }

  @Override
  public Replacement<LedgerEntry> replace(LedgerEntry entry, String version) {
    return versioned.replace(entry, version);
  }

  @Override
  public Page<Versioned<LedgerEntry>> list(DeadLetterFilter filter, PageRequest page) {
    return versioned.page("dead letters by " + filter, query(filter), page);
  }

  @Override
  public List<Versioned<LedgerEntry>> retries(
      DeadLetterState state, @Nullable String activity, Instant until, int limit) {
    int most = PageRequest.first(limit).limit();
    DocumentQuery query =
        DocumentQuery.of(null)
            .equal(DocumentQuery.DOCUMENT_TYPE, TYPE)
            .equal("state", Codes.code(state))
            .equal("retry.activity", activity)
            .notAfter(NEXT_RETRY, SortableTime.text(until));
    return versioned.list(query, query.lowestFirst(NEXT_RETRY, most), most);
  }

  @Override
  public DeadLetterGroups groups(DeadLetterFilter filter, DeadLetterGrouping by, int limit) {
    int groups = PageRequest.first(limit).limit();
    int most = DeadLetterGroups.MAX_LETTERS + 1;
    DocumentQuery query = query(filter);
    List<ObjectNode> found = documents.list(query, query.latestFirst(OF_A_GROUP, most), PAGE);
    DeadLetterGroups.Tally tally = new DeadLetterGroups.Tally(by);
    found.stream().limit(DeadLetterGroups.MAX_LETTERS).forEach(letter -> tally.add(member(letter)));
    return tally.groups(groups, found.size() < most);
  }

  private static final int PAGE = 1_000;

  @Override
  public int count(DeadLetterFilter filter, int limit) {
    return documents.countUpTo(limit, query(filter));
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private static DeadLetterGroups.Member member(ObjectNode letter) {
    return new DeadLetterGroups.Member(
        letter.path("id").asText(),
        letter.path("streamId").asText(),
        letter.path("fingerprint").asText(),
        letter.path("eventType").textValue(),
        letter.path("exceptionType").textValue(),
        Instant.parse(letter.path("buriedAt").asText()),
        FailureJson.read(letter.path("failure")));
  }

  private static ObjectNode write(LedgerEntry entry) {
    return LedgerEntryJson.write(entry)
        .put(DocumentQuery.DOCUMENT_TYPE, TYPE)
        .put(EVENT_KEY, entry.letter().eventKey())
        // Lower case, so that case-insensitive search works as in every other ledger.
        .put(SEARCHED, entry.searchedText());
  }

  private static DocumentQuery query(DeadLetterFilter filter) {
    return DocumentQuery.of(filter.streamId())
        .equal(DocumentQuery.DOCUMENT_TYPE, TYPE)
        .equal("fingerprint", filter.fingerprint())
        .equal("eventType", filter.eventType())
        .either("eventId", EVENT_KEY, filter.eventId())
        .equal("failure.code", filter.code())
        .equal("failure.category", filter.category() == null ? null : filter.category().name())
        .equal("state", filter.state() == null ? null : Codes.code(filter.state()))
        .containing(SEARCHED, filter.searchedFor())
        .between(filter.from(), filter.to());
  }
}
