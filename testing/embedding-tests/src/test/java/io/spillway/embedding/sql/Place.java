package io.spillway.embedding.sql;

import io.spillway.ports.Cursor;
import io.spillway.ports.message.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A place in what is sorted by time and then by id. */
record Place(Instant at, String id) {

  private static final Place END = new Place(Instant.parse("9999-12-31T23:59:59.999999Z"), "~");

  /** Where a page begins: behind everything when there is no cursor. */
  static Place after(String query, @Nullable String cursor) {
    String last = Cursor.lastKey(query, cursor);
    if (last == null) {
      return END;
    }
    int joint = last.indexOf('~');
    return new Place(Instant.parse(last.substring(0, joint)), last.substring(joint + 1));
  }

  boolean isAfter(Message message) {
    int times = at.compareTo(message.sentAt());
    return times > 0 || (times == 0 && id.compareTo(message.messageId()) > 0);
  }
}
