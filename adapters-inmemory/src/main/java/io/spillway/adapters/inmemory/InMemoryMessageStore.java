package io.spillway.adapters.inmemory;

import io.spillway.adapters.inmemory.SortedIndex.Selection;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Retention;
import io.spillway.ports.SortableTime;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageContext;
import io.spillway.ports.message.MessageCounts;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In-memory store and archive of messages. */
public final class InMemoryMessageStore implements MessageStore, MessageArchive {

  /** Default maximum number of messages: about 1 GB of heap for messages of maximum length. */
  public static final int DEFAULT_MAX = 1_000_000;

  /** Shelf of unmoderated messages; not a valid stream id. */
  private static final String UNMODERATED = "~unmoderated";

  private final SortedIndex<Message> messages;

  /** Creates an instance for at most {@link #DEFAULT_MAX} messages. */
  public InMemoryMessageStore() {
    this(DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param max the maximum number of messages, 1 or more; a further one is rejected with {@code
   *     messages.full}
   */
  public InMemoryMessageStore(int max) {
    this(max, Lifetime.forEver());
  }

  /**
   * Creates an instance with a limit of {@link #DEFAULT_MAX} and a retention.
   *
   * @param retention the retention periods
   * @param clock the clock that determines expiry
   */
  public InMemoryMessageStore(Retention retention, InstantSource clock) {
    this(DEFAULT_MAX, new Lifetime(clock, retention.messages()));
  }

  private InMemoryMessageStore(int max, Lifetime lifetime) {
    messages =
        new SortedIndex<>(
            new Capacity("messages", max),
            message -> key(message.sortKey(), message.streamId()),
            InMemoryMessageStore::shelves);
    messages.keepFor(lifetime);
  }

  @Override
  public Message add(Message message) {
    return messages
        .putIfAbsent(id(message.streamId(), message.messageId()), message)
        .orElse(message);
  }

  @Override
  public Optional<Message> find(String streamId, String messageId) {
    return messages.find(id(streamId, messageId));
  }

  @Override
  public Page<Message> list(String streamId, PageRequest page) {
    return messages.page(Selection.shelf(streamId), page);
  }

  @Override
  public MessageContext neighbours(
      String streamId, String messageId, Instant sentAt, int before, int after) {
    String place = key(SortableTime.key(SortableTime.stored(sentAt), messageId), streamId);
    int below = MessageContext.requireEach(before);
    int above = MessageContext.requireEach(after);
    // One lock for both, so that the counts are consistent.
    synchronized (messages) {
      return new MessageContext(
          messages.below(streamId, place, below), messages.above(streamId, place, above));
    }
  }

  @Override
  public boolean withdraw(String streamId, String messageId) {
    return messages.remove(id(streamId, messageId));
  }

  @Override
  public boolean replaceVerdict(Message read, Verdict.Published verdict) {
    return messages.replace(id(read.streamId(), read.messageId()), read, read.with(verdict));
  }

  @Override
  public List<Message> unmoderated(int maxRechecks, int limit) {
    return messages.lowest(
        UNMODERATED,
        message ->
            message.verdict() instanceof Verdict.Unmoderated unmoderated
                && unmoderated.rechecks() <= maxRechecks,
        PageRequest.first(limit).limit());
  }

  @Override
  public Page<Message> marked(String streamId, PageRequest page) {
    return messages.page(Selection.shelf(shelfOfMarked(streamId)), page);
  }

  @Override
  public List<Message> ofAuthor(
      String author, @Nullable String streamId, Instant sentBefore, int limit) {
    String key = AuthorNames.key(author);
    return messages.some(
        message ->
            AuthorNames.key(message.author()).equals(key)
                && (streamId == null || message.streamId().equals(streamId))
                && message.sentAt().isBefore(sentBefore),
        PageRequest.first(limit).limit());
  }

  @Override
  public long countUnmoderated() {
    return messages.size(UNMODERATED);
  }

  @Override
  public MessageCounts count(String streamId) {
    // One lock for both, so that every unmoderated message is also listed as published.
    synchronized (messages) {
      return new MessageCounts(
          messages.size(streamId), messages.size(shelfOfUnmoderated(streamId)));
    }
  }

  @Override
  public Health health() {
    return messages.health();
  }

  private static List<String> shelves(Message message) {
    String streamId = message.streamId();
    if (message.verdict() instanceof Verdict.Unmoderated) {
      return List.of(streamId, shelfOfUnmoderated(streamId), UNMODERATED);
    }
    return message.verdict() instanceof Verdict.Marked
        ? List.of(streamId, shelfOfMarked(streamId))
        : List.of(streamId);
  }

  private static String shelfOfMarked(String streamId) {
    return streamId + "~marked";
  }

  private static String shelfOfUnmoderated(String streamId) {
    return streamId + "~unmoderated";
  }

  /**
   * Returns a key that is unique on a shelf of several streams. A space sorts before all characters
   * of ids.
   */
  private static String key(String sortKey, String streamId) {
    return sortKey + " " + streamId;
  }

  private static String id(String streamId, String messageId) {
    return streamId + "~" + messageId;
  }
}
