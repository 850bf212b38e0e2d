package io.spillway.adapters.azure.cosmos;

import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Cursor;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageFilter;
import io.spillway.ports.message.MessageOrder;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Paginated listing of messages by filter, in both orders.
 *
 * <p>Messages of several streams may have the same sort key. The key in a cursor therefore names,
 * after the sort key, the streams whose message with that sort key was listed.
 */
final class MessageListing {

  private final Documents documents;

  MessageListing(Documents documents) {
    this.documents = documents;
  }

  /** Selects the messages that match; marks of withdrawn ones have no sort key. */
  static DocumentQuery select(MessageFilter filter) {
    DocumentQuery query =
        DocumentQuery.of(filter.streamId())
            .present(DocumentQuery.SORT_KEY)
            .between(filter.from(), filter.to());
    String author = filter.author();
    return author == null ? query : query.byAuthor("authorKey", AuthorNames.key(author), author);
  }

  Page<Message> page(
      MessageFilter filter,
      MessageOrder order,
      PageRequest page,
      Function<ObjectNode, Message> read) {
    String name = filter.query(order);
    Place start = Place.of(Cursor.lastKey(name, page.cursor()));
    boolean ascending = order == MessageOrder.OLDEST_FIRST;
    DocumentQuery query = select(filter);
    if (start != null) {
      List<String> listed = filter.streamId() == null ? start.streams() : List.of();
      query.beyond(start.sortKey(), ascending, "streamId", listed);
    }
    int most = page.limit() + 1;
    SqlQuerySpec sql = ascending ? query.oldestFirst(most) : query.latestFirst(most);
    List<Message> found = documents.list(query, sql, most).stream().map(read).toList();
    if (found.size() < most) {
      return new Page<>(found, null);
    }
    List<Message> shown = found.subList(0, page.limit());
    return new Page<>(shown, Cursor.after(name, Place.after(shown, start).key()));
  }

  /**
   * Position between messages.
   *
   * @param streams the streams whose message with the sort key comes before the position
   */
  private record Place(String sortKey, List<String> streams) {

    static @Nullable Place of(@Nullable String key) {
      if (key == null) {
        return null;
      }
      List<String> parts = List.of(key.split(" ", -1));
      return new Place(parts.get(0), parts.subList(1, parts.size()));
    }

    static Place after(List<Message> shown, @Nullable Place start) {
      String sortKey = shown.get(shown.size() - 1).sortKey();
      TreeSet<String> streams = new TreeSet<>();
      if (start != null && start.sortKey.equals(sortKey)) {
        streams.addAll(start.streams);
      }
      shown.stream()
          .filter(message -> message.sortKey().equals(sortKey))
          .forEach(message -> streams.add(message.streamId()));
      return new Place(sortKey, List.copyOf(streams));
    }

    String key() {
      return sortKey + " " + String.join(" ", streams);
    }
  }
}
