package io.spillway.adapters.inmemory;

import io.spillway.adapters.inmemory.SortedIndex.Selection;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Health;
import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Retention;
import io.spillway.ports.SortableTime;
import io.spillway.ports.message.FeedCursor;
import io.spillway.ports.message.FeedPage;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageChange;
import io.spillway.ports.message.MessageContext;
import io.spillway.ports.message.MessageCounts;
import io.spillway.ports.message.MessageFeed;
import io.spillway.ports.message.MessageFilter;
import io.spillway.ports.message.MessageOrder;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In-memory store, archive and feed of messages. */
public final class InMemoryMessageStore implements MessageStore, MessageArchive, MessageFeed {

  /** Default maximum number of messages: about 1 GB of heap for messages of maximum length. */
  public static final int DEFAULT_MAX = 1_000_000;

  /** Shelf of unmoderated messages; not a valid stream id. */
  private static final String UNMODERATED = "~unmoderated";

  /** Shelf of all messages; not a valid stream id. */
  private static final String ALL = "~all";

  private static final String LAST_KEY = TimeRange.EVER.highestKey();

  private final SortedIndex<Message> messages;
  private final FeedLog changes;

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
    this(max, Lifetime.forEver(), InstantSource.system());
  }

  /**
   * Creates an instance with a limit of {@link #DEFAULT_MAX} and a retention.
   *
   * @param retention the retention periods
   * @param clock the clock that determines expiry
   */
  public InMemoryMessageStore(Retention retention, InstantSource clock) {
    this(DEFAULT_MAX, new Lifetime(clock, retention.messages()), clock);
  }

  private InMemoryMessageStore(int max, Lifetime lifetime, InstantSource clock) {
    changes = new FeedLog(clock, max);
    messages =
        new SortedIndex<>(
            new Capacity("messages", max),
            message -> key(message.sortKey(), message.streamId()),
            InMemoryMessageStore::shelves);
    messages.keepFor(lifetime);
  }

  @Override
  public Message add(Message message) {
    String id = id(message.streamId(), message.messageId());
    // One lock for the message and its change, so that changes are numbered in the order of writes.
    synchronized (messages) {
      Optional<Message> standing = messages.putIfAbsent(id, message);
      if (standing.isEmpty()) {
        changes.addPublication(message.streamId(), message.messageId());
      }
      return standing.orElse(message);
    }
  }

  @Override
  public Optional<Message> find(String streamId, String messageId) {
    return messages.find(id(streamId, messageId));
  }

  @Override
  public Page<Message> list(MessageFilter filter, MessageOrder order, PageRequest page) {
    Selection<Message> selection = selection(filter, order);
    return order == MessageOrder.NEWEST_FIRST
        ? messages.page(selection, page)
        : messages.ascendingPage(selection, page);
  }

  @Override
  public int count(MessageFilter filter, int limit) {
    return messages.count(selection(filter, MessageOrder.NEWEST_FIRST), limit);
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
    String id = id(streamId, messageId);
    synchronized (messages) {
      Optional<Message> standing = messages.find(id);
      standing.ifPresent(
          message -> {
            messages.remove(id);
            changes.addWithdrawal(streamId, messageId, message.sentAt());
          });
      return standing.isPresent();
    }
  }

  @Override
  public boolean replaceVerdict(Message read, Verdict.Published verdict) {
    String id = id(read.streamId(), read.messageId());
    synchronized (messages) {
      boolean replaced = messages.replace(id, read, read.with(verdict));
      if (replaced) {
        changes.addPublication(read.streamId(), read.messageId());
      }
      return replaced;
    }
  }

  @Override
  public FeedPage read(String streamId, @Nullable String after, int limit) {
    int most = PageRequest.first(limit).limit();
    synchronized (messages) {
      FeedCursor cursor = FeedCursor.read(streamId, after, changes.now());
      if (cursor == null || after == null) {
        FeedCursor start = new FeedCursor(changes.last(), changes.now());
        List<Message> latest = messages.below(streamId, LAST_KEY, most);
        return new FeedPage(
            latest.stream().<MessageChange>map(MessageChange.Published::new).toList(),
            start.text(streamId));
      }
      if (!changes.reachesBackTo(cursor.position())) {
        throw new InvalidCursorException("cursor has expired");
      }
      return changesAfter(streamId, cursor, after, most);
    }
  }

  private FeedPage changesAfter(String streamId, FeedCursor cursor, String text, int most) {
    // An expired message is not told.
    List<Told> told =
        changes
            .after(streamId, cursor.position())
            .flatMap(entry -> change(entry).map(it -> new Told(entry.number(), it)).stream())
            .limit(most)
            .toList();
    if (told.isEmpty() && !cursor.isToBeRenewed(changes.now())) {
      return new FeedPage(List.of(), text);
    }
    long end = told.isEmpty() ? changes.last() : told.get(told.size() - 1).number();
    return new FeedPage(
        told.stream().map(Told::change).toList(),
        new FeedCursor(end, changes.now()).text(streamId));
  }

  private record Told(long number, MessageChange change) {}

  private Optional<MessageChange> change(FeedLog.Entry entry) {
    return entry.isWithdrawal()
        ? Optional.of(new MessageChange.Withdrawn(entry.messageId(), entry.at()))
        : find(entry.streamId(), entry.messageId()).map(MessageChange.Published::new);
  }

  @Override
  public Optional<Instant> sentAt(String streamId, String messageId) {
    synchronized (messages) {
      return find(streamId, messageId)
          .map(Message::sentAt)
          .or(() -> changes.withdrawal(streamId, messageId).map(FeedLog.Entry::withdrawnSentAt));
    }
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
  public int countUnmoderated(int limit) {
    return Math.min(messages.size(UNMODERATED), limit);
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
      return List.of(streamId, ALL, shelfOfUnmoderated(streamId), UNMODERATED);
    }
    return message.verdict() instanceof Verdict.Marked
        ? List.of(streamId, ALL, shelfOfMarked(streamId))
        : List.of(streamId, ALL);
  }

  private static Selection<Message> selection(MessageFilter filter, MessageOrder order) {
    return new Selection<>(
        filter.streamId() == null ? ALL : filter.streamId(),
        filter.query(order),
        new TimeRange(filter.from(), filter.to()),
        filter::matches);
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
