package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.PageRequest;
import io.spillway.ports.message.FeedCursor;
import io.spillway.ports.message.FeedPage;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageChange;
import io.spillway.ports.message.MessageFeed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a stream by the change feed of its partition, which has the latest version of each
 * message and the marks of withdrawn ones.
 */
final class CosmosMessageFeed implements MessageFeed {

  private final CosmosMessageStore messages;
  private final Documents documents;
  private final ChangeFeed feed;
  private final InstantSource clock;

  CosmosMessageFeed(CosmosMessageStore messages, InstantSource clock) {
    this.messages = messages;
    this.documents = messages.documents();
    this.feed = new ChangeFeed(documents);
    this.clock = clock;
  }

  @Override
  public FeedPage read(String streamId, @Nullable String after, int limit) {
    int most = PageRequest.first(limit).limit();
    Instant now = clock.instant();
    FeedCursor cursor = FeedCursor.read(streamId, after, now);
    if (cursor == null || after == null) {
      // The position is read first, so that nothing between the two is missed.
      FeedCursor start = new FeedCursor(feed.now(streamId), now);
      return new FeedPage(changes(messages.latest(streamId, most)), start.text(streamId));
    }
    FeedCursor next = cursor;
    while (true) {
      // The counters, which change with the messages, are in the change feed as well.
      ChangeFeed.Changes read =
          feed.after(streamId, next.position(), most + StreamCounters.DOCUMENTS);
      List<ObjectNode> told =
          read.documents().stream().filter(document -> !StreamCounters.is(document)).toList();
      if (read.documents().isEmpty() && !cursor.isToBeRenewed(now)) {
        return new FeedPage(List.of(), after);
      }
      boolean isCut = told.size() > most;
      long end = isCut ? ChangeFeed.position(told.get(most - 1)) : read.position();
      next = new FeedCursor(Math.max(next.position(), end), now);
      if (!told.isEmpty() || read.documents().isEmpty()) {
        return new FeedPage(
            told.stream().limit(most).map(this::change).toList(), next.text(streamId));
      }
    }
  }

  @Override
  public Optional<Instant> sentAt(String streamId, String messageId) {
    return messages
        .find(streamId, messageId)
        .map(Message::sentAt)
        .or(() -> documents.find(streamId, WithdrawnMark.id(messageId)).map(WithdrawnMark::sentAt));
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private MessageChange change(ObjectNode document) {
    return WithdrawnMark.is(document)
        ? WithdrawnMark.change(document)
        : new MessageChange.Published(messages.message(document));
  }

  private static List<MessageChange> changes(List<Message> latest) {
    return latest.stream().<MessageChange>map(MessageChange.Published::new).toList();
  }
}
