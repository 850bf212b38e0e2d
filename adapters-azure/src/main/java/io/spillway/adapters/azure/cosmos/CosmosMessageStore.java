package io.spillway.adapters.azure.cosmos;

import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Recount;
import io.spillway.ports.SortableTime;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageContext;
import io.spillway.ports.message.MessageCounts;
import io.spillway.ports.message.MessageFilter;
import io.spillway.ports.message.MessageOrder;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.wire.MessageJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Store and archive of messages, one document each, by stream and message id. */
final class CosmosMessageStore implements MessageStore, MessageArchive {

  private static final int TRIES = 3;

  /** Status of unmoderated messages in {@link io.spillway.wire.VerdictJson}. */
  private static final String STATUS = "unmoderated";

  private static final int PUBLISHED = 0;
  private static final int UNMODERATED = 1;

  /** Compared form of the author's name. */
  private static final String AUTHOR_KEY = "authorKey";

  private static final DocumentForm<Message> FORM =
      new DocumentForm<>(
          CosmosMessageStore::write, MessageJson::read, Message::messageId, Message::sortKey);

  private final Documents documents;
  private final DocumentListing listing;
  private final MessageListing filtered;
  private final StreamCounters counters;

  CosmosMessageStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.MESSAGES, "messages");
    listing = new DocumentListing(documents);
    filtered = new MessageListing(documents);
    counters =
        new StreamCounters(documents, List.of("published", "unmoderated"), this::countByQuery);
  }

  Documents documents() {
    return documents;
  }

  @Override
  public Message add(Message message) {
    for (int i = 0; i < TRIES; i++) {
      CosmosBatch batch = Batches.of(message.streamId());
      batch.createItemOperation(documents.withExpiry(FORM.document(message)));
      long unmoderated = isUnmoderated(message.verdict()) ? 1 : 0;
      if (counters
          .run(message.streamId(), message.messageId(), batch, 1, unmoderated)
          .isSuccess()) {
        return message;
      }
      Optional<Message> standing = find(message.streamId(), message.messageId());
      if (standing.isPresent()) {
        return standing.get();
      }
      // The message was withdrawn in the meantime, so that its id is free again.
    }
    throw documents.failures().takenRepeatedly();
  }

  @Override
  public Optional<Message> find(String streamId, String messageId) {
    return document(streamId, messageId).map(this::message);
  }

  /** Finds no other kind of document, whose ids have a tilde. */
  private Optional<ObjectNode> document(String streamId, String messageId) {
    return messageId.indexOf('~') < 0 ? documents.find(streamId, messageId) : Optional.empty();
  }

  @Override
  public Page<Message> list(MessageFilter filter, MessageOrder order, PageRequest page) {
    return filtered.page(filter, order, page, this::message);
  }

  @Override
  public int count(MessageFilter filter, int limit) {
    return documents.countUpTo(limit, MessageListing.select(filter));
  }

  /** Returns the latest messages of a stream, in chronological order. */
  List<Message> latest(String streamId, int most) {
    DocumentQuery query = MessageListing.select(MessageFilter.all().inStream(streamId));
    List<Message> latest = new ArrayList<>(messages(query, query.latestFirst(most), most));
    Collections.reverse(latest);
    return latest;
  }

  @Override
  public MessageContext neighbours(
      String streamId, String messageId, Instant sentAt, int before, int after) {
    String place = SortableTime.key(SortableTime.stored(sentAt), messageId);
    int most = MessageContext.requireEach(before);
    DocumentQuery earlier = DocumentQuery.of(streamId).below(place);
    List<Message> below = new ArrayList<>(messages(earlier, earlier.latestFirst(most), most));
    Collections.reverse(below);
    most = MessageContext.requireEach(after);
    DocumentQuery later = DocumentQuery.of(streamId).above(place);
    return new MessageContext(below, messages(later, later.oldestFirst(most), most));
  }

  @Override
  public boolean withdraw(String streamId, String messageId) {
    if (!Documents.isKey(streamId) || !Documents.isKey(messageId) || messageId.indexOf('~') >= 0) {
      return false;
    }
    return counters.delete(
        streamId,
        messageId,
        read -> new long[] {-1, isUnmoderated(read) ? -1 : 0},
        (read, batch) -> batch.upsertItemOperation(WithdrawnMark.of(read)));
  }

  @Override
  public boolean replaceVerdict(Message read, Verdict.Published verdict) {
    ObjectNode standing = document(read.streamId(), read.messageId()).orElse(null);
    if (standing == null || !message(standing).equals(read)) {
      return false;
    }
    String etag = standing.path("_etag").asText();
    ObjectNode next = documents.withExpiry(FORM.document(read.with(verdict)));
    boolean was = isUnmoderated(read.verdict());
    if (was == isUnmoderated(verdict)) {
      return documents.replace(next, etag).isPresent();
    }
    CosmosBatch batch = Batches.of(read.streamId());
    batch.replaceItemOperation(read.messageId(), next, Batches.ifUnchanged(etag));
    return counters.run(read.streamId(), read.messageId(), batch, 0, was ? -1 : 1).isSuccess();
  }

  @Override
  public List<Message> unmoderated(int maxRechecks, int limit) {
    int most = PageRequest.first(limit).limit();
    DocumentQuery query = unmoderatedOf(null).atMost("moderation.rechecks", maxRechecks);
    return messages(query, query.oldestFirst(most), most);
  }

  @Override
  public Page<Message> marked(String streamId, PageRequest page) {
    DocumentQuery query = DocumentQuery.of(streamId).equal("moderation.status", "marked");
    return listing.page(streamId + "~marked", query, page, this::message);
  }

  @Override
  public List<Message> ofAuthor(
      String author, @Nullable String streamId, Instant sentBefore, int limit) {
    int most = PageRequest.first(limit).limit();
    DocumentQuery query =
        DocumentQuery.of(streamId)
            .byAuthor(AUTHOR_KEY, AuthorNames.key(author), author)
            .between(null, sentBefore);
    return messages(query, query.oldestFirst(most), most);
  }

  @Override
  public int countUnmoderated(int limit) {
    return documents.countUpTo(limit, unmoderatedOf(null));
  }

  @Override
  public MessageCounts count(String streamId) {
    return counts(counters.read(streamId));
  }

  @Override
  public Recount<MessageCounts> recount(String streamId) {
    StreamCounters.Recounted counted = counters.recount(streamId);
    return new Recount<>(counts(counted.before()), counts(counted.after()));
  }

  private List<Long> countByQuery(String streamId, Duration timeout) {
    return List.of(
        documents.count(MessageListing.select(MessageFilter.all().inStream(streamId)), timeout),
        documents.count(unmoderatedOf(streamId), timeout));
  }

  /** Limits the second number, since two queries read it at different times. */
  private static MessageCounts counts(List<Long> numbers) {
    long published = numbers.get(PUBLISHED);
    return new MessageCounts(published, Math.min(numbers.get(UNMODERATED), published));
  }

  @Override
  public Health health() {
    return documents.health();
  }

  /** Reads no more than the status, so that a message of other software can be withdrawn. */
  private static boolean isUnmoderated(ObjectNode document) {
    return document.path("moderation").path("status").asText().equals(STATUS);
  }

  private static boolean isUnmoderated(Verdict verdict) {
    return verdict instanceof Verdict.Unmoderated;
  }

  private static ObjectNode write(Message message) {
    return MessageJson.write(message).put(AUTHOR_KEY, AuthorNames.key(message.author()));
  }

  private static DocumentQuery unmoderatedOf(@Nullable String streamId) {
    return DocumentQuery.of(streamId).equal("moderation.status", STATUS);
  }

  private List<Message> messages(DocumentQuery query, SqlQuerySpec sql, int most) {
    return most == 0
        ? List.of()
        : documents.list(query, sql, most).stream().map(this::message).toList();
  }

  Message message(ObjectNode document) {
    return FORM.value(document, documents.failures());
  }
}
