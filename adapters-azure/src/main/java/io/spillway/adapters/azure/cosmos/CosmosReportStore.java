package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.report.Report;
import io.spillway.ports.report.ReportFilter;
import io.spillway.ports.report.ReportStore;
import io.spillway.ports.violation.ViolationId;
import io.spillway.wire.ReportJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports, one document each, in the partition of their stream. */
final class CosmosReportStore implements ReportStore {

  private static final String AUTHOR_KEY = "authorKey";
  private static final String REPORTER_KEY = "reporterKey";

  /** Only reports that no case includes have this property, so that the index is small. */
  private static final String UNCOUNTED = "uncounted";

  private static final DocumentForm<Report> FORM =
      new DocumentForm<>(
          CosmosReportStore::write,
          ReportJson::read,
          report -> id(report.id().messageId(), report.reporter()),
          Report::sortKey);

  private final Documents documents;
  private final VersionedDocuments<Report> versioned;

  CosmosReportStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.REPORTS, "reports");
    versioned = new VersionedDocuments<>(documents, FORM);
  }

  @Override
  public Report add(Report report) {
    return versioned.add(report).value();
  }

  @Override
  public Optional<Report> find(ViolationId id, String reporter) {
    return findVersioned(id, reporter).map(Versioned::value);
  }

  @Override
  public void markCounted(Report report) {
    Versioned<Report> found = findVersioned(report.id(), report.reporter()).orElse(null);
    if (found != null && !found.value().isCounted()) {
      // Not replaced if it was marked meanwhile, which alone changes a report, or erased.
      var unused = documents.replace(FORM.document(found.value().counted()), found.version());
    }
  }

  @Override
  public Page<Report> list(ReportFilter filter, PageRequest page) {
    DocumentQuery query =
        DocumentQuery.of(filter.streamId())
            .equal("messageId", filter.messageId())
            .equal(AUTHOR_KEY, key(filter.author()))
            .equal(REPORTER_KEY, key(filter.reporter()));
    return versioned.page("reports by " + filter, query, page).map(Versioned::value);
  }

  @Override
  public List<Report> findUncounted(int limit) {
    int most = PageRequest.first(limit).limit();
    DocumentQuery query = DocumentQuery.of(null).equal(UNCOUNTED, "yes");
    return versioned.list(query, query.oldestFirst(most), most).stream()
        .map(Versioned::value)
        .toList();
  }

  @Override
  public boolean delete(Report report) {
    return documents.delete(report.id().streamId(), id(report.id().messageId(), report.reporter()));
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private Optional<Versioned<Report>> findVersioned(ViolationId id, String reporter) {
    return versioned.find(id.streamId(), id(id.messageId(), reporter));
  }

  private static String id(String messageId, String reporter) {
    return AuthorNames.hash(messageId + "~" + AuthorNames.key(reporter));
  }

  private static ObjectNode write(Report report) {
    ObjectNode node =
        ReportJson.write(report)
            .put(AUTHOR_KEY, AuthorNames.key(report.author()))
            .put(REPORTER_KEY, AuthorNames.key(report.reporter()));
    return report.isCounted() ? node : node.put(UNCOUNTED, "yes");
  }

  private static @Nullable String key(@Nullable String name) {
    return name == null ? null : AuthorNames.key(name);
  }
}
