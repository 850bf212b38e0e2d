package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Handles the change feed of one logical partition: the latest version of each document, in the
 * order of log sequence numbers. Deleted and expired documents are not in it.
 */
final class ChangeFeedApi {
  private ChangeFeedApi() {}

  static Response page(Container container, CosmosRequest request, PartitionKey key) {
    refuseUnsupported(request);
    Container.Changes changes = container.changesAfter(key, lsn(request.header("if-none-match")));
    if (changes.documents().isEmpty()) {
      return Response.of(304, null, Charges.changeFeed(0)).with("etag", etag(changes.lsn()));
    }
    List<Document> documents = changes.documents();
    int count = count(documents, QueryApi.pageSize(request));
    boolean isLast = count == documents.size();
    long end = isLast ? changes.lsn() : documents.get(count - 1).lsn();
    return answer(container, documents.subList(0, count)).with("etag", etag(end));
  }

  private static Response answer(Container container, List<Document> documents) {
    ObjectNode answer = ServerJson.object().put("_rid", container.definition().rid());
    ArrayNode rows = answer.putArray("Documents");
    int bytes = 0;
    for (Document document : documents) {
      rows.add(document.body().deepCopy().put("_lsn", document.lsn()));
      bytes += document.size();
    }
    answer.put("_count", rows.size());
    return Response.of(200, answer, Charges.changeFeed(bytes))
        .reading(rows.size())
        .with("x-ms-item-count", Integer.toString(rows.size()));
  }

  /** Returns the number of documents of a page, which never ends within a batch. */
  private static int count(List<Document> documents, int wanted) {
    int count = 0;
    int bytes = 0;
    while (count < documents.size()) {
      boolean isFull = count >= wanted || bytes >= Limits.RESPONSE_BYTES;
      if (isFull && documents.get(count).lsn() != documents.get(count - 1).lsn()) {
        return count;
      }
      bytes += documents.get(count++).size();
    }
    return count;
  }

  private static void refuseUnsupported(CosmosRequest request) {
    if (!"Incremental Feed".equalsIgnoreCase(request.header("a-im"))) {
      throw CosmosError.badRequest("only A-IM: Incremental Feed is supported");
    }
    if (request.header("if-modified-since") != null) {
      throw CosmosError.badRequest("a change feed from a point in time is not supported");
    }
    if (request.header("x-ms-start-epk") != null || request.header("x-ms-end-epk") != null) {
      throw CosmosError.badRequest("only the change feed of a logical partition is supported");
    }
  }

  /** Returns the log sequence number in an ETag of this API: none is the beginning, * is now. */
  private static long lsn(@Nullable String etag) {
    if (etag == null || etag.equals("*")) {
      return etag == null ? 0 : Long.MAX_VALUE;
    }
    if (etag.matches("\"\\d{1,18}\"")) {
      return Long.parseLong(etag.substring(1, etag.length() - 1));
    }
    throw CosmosError.badRequest("If-None-Match must be an ETag of the change feed or *");
  }

  private static String etag(long lsn) {
    return "\"" + lsn + "\"";
  }
}
