package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Cursor;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import java.util.List;
import java.util.function.Function;

/** Paginated listing of a container in descending order of sort keys. */
final class DocumentListing {

  private final Documents documents;

  DocumentListing(Documents documents) {
    this.documents = documents;
  }

  /**
   * Returns one page.
   *
   * @param name the query as text, for the cursor
   * @param query the query; the cursor's condition is added
   */
  <T> Page<T> page(
      String name, DocumentQuery query, PageRequest page, Function<ObjectNode, T> read) {
    query.below(Cursor.lastKey(name, page.cursor()));
    int most = page.limit() + 1;
    List<ObjectNode> found = documents.list(query, query.latestFirst(most), most);
    if (found.size() < most) {
      return new Page<>(found.stream().map(read).toList(), null);
    }
    List<ObjectNode> shown = found.subList(0, page.limit());
    String lastKey = shown.get(shown.size() - 1).path(DocumentQuery.SORT_KEY).asText();
    return new Page<>(shown.stream().map(read).toList(), Cursor.after(name, lastKey));
  }
}
