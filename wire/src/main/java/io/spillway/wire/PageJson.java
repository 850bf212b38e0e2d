package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Page;
import java.util.function.Function;

/** JSON of a page: {@code {items, nextCursor}}; the cursor is null on the last page. */
public final class PageJson {

  private PageJson() {}

  /**
   * {@return the page as JSON}
   *
   * @param <T> the type of the items
   * @param page the page
   * @param item the writer of one item
   */
  public static <T> ObjectNode write(Page<T> page, Function<T, ? extends JsonNode> item) {
    ObjectNode node = Json.object();
    node.set("items", Stored.array(page.items(), item));
    return node.put("nextCursor", page.nextCursor());
  }
}
