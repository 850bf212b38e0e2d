package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Page of a query's rows.
 *
 * @param read the number of documents that the page returns, skips or counts
 */
record QueryPage(ArrayNode rows, int bytes, long read, @Nullable Continuation continuation) {

  /** Document with its ORDER BY values. */
  private record Row(Document document, List<JsonNode> key) {
    static Row of(Document document, SqlQuery query) {
      return new Row(
          document, query.order().stream().map(o -> o.path().evaluate(document.body())).toList());
    }
  }

  static QueryPage of(
      SqlQuery query,
      List<Document> documents,
      int maxRows,
      @Nullable Continuation after,
      String id) {
    Stream<Document> matches = documents.stream().filter(d -> query.matches(d.body()));
    if (query.projection() instanceof SqlQuery.Count) {
      int count = (int) matches.count();
      return new QueryPage(ServerJson.array().add(IntNode.valueOf(count)), 1, count, null);
    }
    Comparator<Row> order = order(query.order());
    Stream<Row> rows = matches.map(document -> Row.of(document, query));
    if (!query.order().isEmpty()) {
      rows = rows.sorted(order);
    }
    if (after == null) {
      rows = rows.skip(query.offset());
    } else {
      rows = rows.filter(row -> compare(row, after, query.order()) > 0);
    }
    return collect(query, rows.iterator(), maxRows, after, id);
  }

  private static QueryPage collect(
      SqlQuery query, Iterator<Row> rows, int maxRows, @Nullable Continuation after, String id) {
    long takenBefore = after == null ? 0 : after.taken();
    long skipped = after == null ? query.offset() : 0;
    ArrayNode page = ServerJson.array();
    long taken = takenBefore;
    int bytes = 0;
    boolean whole = query.projection() instanceof SqlQuery.Everything;
    Row last = null;
    while (rows.hasNext() && taken < query.limit()) {
      if (taken - takenBefore >= maxRows || bytes >= Limits.RESPONSE_BYTES) {
        Continuation next =
            last == null ? null : new Continuation(id, taken, last.key, last.document.number());
        return new QueryPage(page, bytes, skipped + taken - takenBefore, next);
      }
      last = rows.next();
      taken++;
      JsonNode value = query.projection().of(last.document.body());
      if (!value.isMissingNode()) {
        page.add(value);
        bytes += whole ? last.document.size() : ServerJson.write(value).length;
      }
    }
    return new QueryPage(page, bytes, skipped + taken - takenBefore, null);
  }

  private static Comparator<Row> order(List<SqlQuery.OrderItem> order) {
    return (a, b) -> {
      int byKey = compareKeys(a.key, b.key, order);
      return byKey != 0 ? byKey : Long.compare(a.document.number(), b.document.number());
    };
  }

  private static int compare(Row row, Continuation place, List<SqlQuery.OrderItem> order) {
    int byKey = compareKeys(row.key, place.key(), order);
    return byKey != 0 ? byKey : Long.compare(row.document.number(), place.number());
  }

  private static int compareKeys(
      List<JsonNode> a, List<JsonNode> b, List<SqlQuery.OrderItem> order) {
    for (int i = 0; i < order.size(); i++) {
      int result = Values.compare(a.get(i), b.get(i));
      if (result != 0) {
        return order.get(i).descending() ? -result : result;
      }
    }
    return 0;
  }
}
