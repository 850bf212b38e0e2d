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
    ChangeFeed.Changes changes = feed.after(streamId, cursor.position(), most);
    if (changes.documents().isEmpty() && !cursor.isToBeRenewed(now)) {
      return new FeedPage(List.of(), after);
    }
    FeedCursor next = new FeedCursor(Math.max(cursor.position(), changes.position()), now);
    return new FeedPage(
        changes.documents().stream().map(this::change).toList(), next.text(streamId));
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
