package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterAction;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.wire.RedriveJobJson;
import java.util.List;
import java.util.Optional;

/**
 * Redrives, one document each, in the container of the dead letters, in one partition whose key is
 * not a valid stream id. The version is the document's ETag.
 */
final class CosmosRedriveJobStore implements RedriveJobStore {

  private static final String TYPE = "redrive";
  private static final String KEY = "_redrives";
  private static final String HAS_WORK = "hasWork";
  private static final String YES = "yes";

  /** Another value than of a redrive: instances of an earlier release would redrive the letters. */
  private static final String CHANGES = "changes";

  private static final DocumentForm<RedriveJob> FORM =
      new DocumentForm<>(
          CosmosRedriveJobStore::write,
          RedriveJobJson::read,
          job -> id(job.id()),
          RedriveJob::sortKey);

  private final Documents documents;
  private final VersionedDocuments<RedriveJob> versioned;

  CosmosRedriveJobStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.DEAD_LETTERS, "redrives");
    versioned = new VersionedDocuments<>(documents, FORM);
  }

  @Override
  public Versioned<RedriveJob> add(RedriveJob job) {
    return versioned.add(job);
  }

  @Override
  public Optional<Versioned<RedriveJob>> find(String id) {
    return versioned.find(KEY, id(id));
  }

  @Override
  public Replacement<RedriveJob> replace(RedriveJob job, String version) {
    return versioned.replace(job, version);
  }

  @Override
  public Page<Versioned<RedriveJob>> list(PageRequest page) {
    return versioned.page("redrives", all(), page);
  }

  @Override
  public List<Versioned<RedriveJob>> withWork(int limit) {
    int most = PageRequest.first(limit).limit();
    DocumentQuery query = withWork();
    return versioned.list(query, query.oldestFirst(most), most);
  }

  @Override
  public int countWithWork(int limit) {
    return documents.countUpTo(limit, withWork());
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private static DocumentQuery withWork() {
    return all().in(HAS_WORK, List.of(YES, CHANGES));
  }

  private static DocumentQuery all() {
    return DocumentQuery.of(KEY).equal(DocumentQuery.DOCUMENT_TYPE, TYPE);
  }

  private static String id(String jobId) {
    return TYPE + "~" + jobId;
  }

  private static ObjectNode write(RedriveJob job) {
    return RedriveJobJson.write(job)
        .put("streamId", KEY)
        .put(DocumentQuery.DOCUMENT_TYPE, TYPE)
        .put(HAS_WORK, hasWork(job));
  }

  private static String hasWork(RedriveJob job) {
    if (!job.hasWork()) {
      return "no";
    }
    return job.order().action() == DeadLetterAction.REDRIVE ? YES : CHANGES;
  }
}
