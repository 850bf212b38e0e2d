package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.event.Contribution;
import io.spillway.ports.event.StreamTotals;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Documents with the totals of a stream, read by one query. */
final class StoredTotals {

  private final Map<String, TotalsDocument> byId = new LinkedHashMap<>();

  private StoredTotals(Collection<TotalsDocument> documents) {
    documents.forEach(document -> byId.put(document.id(), document));
  }

  static StoredTotals of(Documents documents, String streamId) {
    // The id of a document is always indexed.
    DocumentQuery query = DocumentQuery.of(streamId).beginningWith("id", TotalsDocument.ID);
    int most = TotalsDocument.ids().size();
    return new StoredTotals(
        documents.list(query, query.any(most), most).stream()
            .map(document -> new TotalsDocument(document, documents.failures()))
            .toList());
  }

  /** Returns the document of the whole stream; null if it is missing. */
  @Nullable TotalsDocument ofStream() {
    return byId.get(TotalsDocument.ID);
  }

  @Nullable TotalsDocument find(String id) {
    return byId.get(id);
  }

  Collection<TotalsDocument> all() {
    return byId.values();
  }

  /** Returns a total with what was reversed. */
  long gross(Contribution part) {
    return all().stream().mapToLong(one -> one.net(part) + one.reversals(part)).sum();
  }

  long followers() {
    return all().stream().mapToLong(TotalsDocument::followers).sum();
  }

  long followerPeak() {
    TotalsDocument document = ofStream();
    return document == null ? 0 : document.followerPeak();
  }

  /** Returns whether a custom type is counted by name. */
  boolean names(Contribution part) {
    return all().stream().anyMatch(one -> one.has(part));
  }

  long customTypes() {
    TotalsDocument document = ofStream();
    return document == null ? 0 : document.customTypes();
  }

  StreamTotals sum() {
    if (byId.isEmpty()) {
      return StreamTotals.NONE;
    }
    TotalsDocument.Numbers net = new TotalsDocument.Numbers();
    TotalsDocument.Numbers reversed = new TotalsDocument.Numbers();
    all().forEach(document -> document.addTo(net, reversed));
    return new StreamTotals(
        net.counts(),
        net.sums(),
        net.custom(),
        new StreamTotals.Reversed(reversed.counts(), reversed.sums(), reversed.custom()));
  }
}
