package io.spillway.embedding.sql;

import io.spillway.ports.Cursor;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Position in an order by time, then by id. */
record Place(Instant at, String id) {

  private static final Place END = new Place(Instant.parse("9999-12-31T23:59:59.999999Z"), "~");

  /** Returns the start of a page; the end of the order if there is no cursor. */
  static Place after(String query, @Nullable String cursor) {
    String last = Cursor.lastKey(query, cursor);
    if (last == null) {
      return END;
    }
    int joint = last.indexOf('~');
    return new Place(Instant.parse(last.substring(0, joint)), last.substring(joint + 1));
  }

  /**
   * Returns a page of rows.
   *
   * @param found the rows from the page's start on, one more than the page holds if there are more
   */
  static <T> Page<T> page(
      String query, List<T> found, PageRequest request, Function<T, String> sortKey) {
    if (found.size() <= request.limit()) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, request.limit());
    T last = items.get(items.size() - 1);
    return new Page<>(items, Cursor.after(query, sortKey.apply(last)));
  }

  boolean isAfter(Message message) {
    int times = at.compareTo(message.sentAt());
    return times > 0 || (times == 0 && id.compareTo(message.messageId()) > 0);
  }
}
