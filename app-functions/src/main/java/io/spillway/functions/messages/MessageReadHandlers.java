package io.spillway.functions.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.InvalidInputException;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.ETag;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.PageRequest;
import io.spillway.ports.message.FeedPage;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageFeed;
import io.spillway.ports.message.MessageFilter;
import io.spillway.ports.message.MessageOrder;
import io.spillway.ports.queue.Payload;
import io.spillway.wire.FeedJson;
import io.spillway.wire.MessageJson;
import io.spillway.wire.PageJson;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Handlers for reading a stream's messages and their changes. */
final class MessageReadHandlers {

  /**
   * Lets a cache in front answer a crowd: a change is seen a second later at most. The response has
   * public data only.
   */
  static final String CACHED = "public, max-age=2";

  private static final Map<String, MessageOrder> ORDERS =
      Map.of("newest", MessageOrder.NEWEST_FIRST, "oldest", MessageOrder.OLDEST_FIRST);

  private final MessageArchive archive;
  private final MessageFeed feed;

  MessageReadHandlers(MessageArchive archive, MessageFeed feed) {
    this.archive = archive;
    this.feed = feed;
  }

  ApiResponse list(Call call) {
    Query query = call.query();
    String stream = query.pathId("streamId");
    PageRequest page = query.page();
    String after = query.id("after");
    MessageOrder order =
        query.one("order", name -> Optional.ofNullable(ORDERS.get(name)), "newest, oldest");
    MessageFilter filter =
        MessageFilter.all()
            .inStream(stream)
            .sentFrom(query.instant("from"))
            .sentBefore(query.instant("to"));
    query.orThrow();
    if (after == null) {
      return list(filter, Objects.requireNonNullElse(order, MessageOrder.NEWEST_FIRST), page);
    }
    if (order == MessageOrder.NEWEST_FIRST) {
      throw new InvalidInputException("order", "must be oldest with after");
    }
    return list(filter, MessageOrder.OLDEST_FIRST, startAfter(filter, after, page));
  }

  private ApiResponse list(MessageFilter filter, MessageOrder order, PageRequest page) {
    return ApiResponse.json(
        200, PageJson.write(archive.list(filter, order, page), MessageJson::writePublic));
  }

  /** Returns the page after a message; a cursor has its own position. */
  private PageRequest startAfter(MessageFilter filter, String messageId, PageRequest page) {
    if (page.cursor() != null) {
      return page;
    }
    Instant sentAt =
        feed.sentAt(Objects.requireNonNull(filter.streamId()), messageId)
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        "No message "
                            + messageId
                            + " on this stream, and none withdrawn in the last day"));
    return page.at(filter.cursorAfter(MessageOrder.OLDEST_FIRST, sentAt, messageId));
  }

  ApiResponse feed(Call call) {
    Query query = call.query();
    String stream = query.pathId("streamId");
    String after = query.text("after");
    int limit = query.limit();
    query.orThrow();
    ApiResponse answer = ApiResponse.json(200, FeedJson.write(read(stream, after, limit)));
    String tag = ETag.of(Payload.of(((String) answer.body()).getBytes(UTF_8)).sha256());
    boolean known = ETag.isKnown(call.request(), tag);
    return (known ? new ApiResponse(304, answer.contentType(), "", Map.of()) : answer)
        .with("ETag", tag)
        .with("Cache-Control", CACHED);
  }

  private FeedPage read(String stream, @Nullable String after, int limit) {
    try {
      return feed.read(stream, after, limit);
    } catch (InvalidCursorException e) {
      throw new InvalidInputException(
          "after",
          "must be a cursor of this stream's feed from the last day; omit it to start anew");
    }
  }
}
