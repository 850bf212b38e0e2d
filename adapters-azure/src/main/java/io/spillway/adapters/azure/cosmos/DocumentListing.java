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
    return page(name, query, DocumentQuery.SORT_KEY, page, read);
  }

  /**
   * Returns one page of a listing by another property.
   *
   * @param path the property, unique among the selected documents; a constant
   */
  <T> Page<T> page(
      String name,
      DocumentQuery query,
      String path,
      PageRequest page,
      Function<ObjectNode, T> read) {
    query.below(path, Cursor.lastKey(name, page.cursor()));
    int most = page.limit() + 1;
    List<ObjectNode> found = documents.list(query, query.highestFirst(path, most), most);
    if (found.size() < most) {
      return new Page<>(found.stream().map(read).toList(), null);
    }
    List<ObjectNode> shown = found.subList(0, page.limit());
    String lastKey = shown.get(shown.size() - 1).path(path).asText();
    return new Page<>(shown.stream().map(read).toList(), Cursor.after(name, lastKey));
  }
}
