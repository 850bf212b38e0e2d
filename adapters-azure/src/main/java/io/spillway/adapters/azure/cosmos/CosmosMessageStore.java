package io.spillway.adapters.azure.cosmos;

import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Store and archive of messages, one document each, by stream and message id. */
final class CosmosMessageStore implements MessageStore, MessageArchive {

  private static final int TRIES = 3;
  private static final int NOT_FOUND = 404;

  /** Compared form of the author's name. */
  private static final String AUTHOR_KEY = "authorKey";

  private static final DocumentForm<Message> FORM =
      new DocumentForm<>(
          CosmosMessageStore::write, MessageJson::read, Message::messageId, Message::sortKey);

  private final Documents documents;
  private final DocumentListing listing;
  private final MessageListing filtered;

  CosmosMessageStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.MESSAGES, "messages");
    listing = new DocumentListing(documents);
    filtered = new MessageListing(documents);
  }

  Documents documents() {
    return documents;
  }

  @Override
  public Message add(Message message) {
    for (int i = 0; i < TRIES; i++) {
      if (documents.create(FORM.document(message)).isPresent()) {
        return message;
      }
      Optional<Message> standing = find(message.streamId(), message.messageId());
      if (standing.isPresent()) {
        return standing.get();
      }
      // The message was withdrawn in the meantime, so that its id is free again.
    }
    throw new PortException(
        documents
            .failures()
            .unavailable("the id was repeatedly taken and freed by concurrent writes"));
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
  public long count(MessageFilter filter) {
    return documents.count(MessageListing.select(filter));
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

  /**
   * Reads the message only for its position: whether it existed is decided by the batch, since a
   * replica may not have it yet.
   */
  @Override
  public boolean withdraw(String streamId, String messageId) {
    if (!Documents.isKey(streamId) || !Documents.isKey(messageId) || messageId.contains("~")) {
      return false;
    }
    ObjectNode read = documents.find(streamId, messageId).orElse(null);
    CosmosBatch batch = WithdrawnMark.withdrawal(streamId, messageId, read);
    try {
      return documents.run(streamId, batch, Set.of(NOT_FOUND)) != NOT_FOUND;
    } catch (PortException e) {
      if (e.failure().isPartitionFull()) {
        // A full partition still deletes. Removing the message is more important than telling it.
        return documents.delete(streamId, messageId);
      }
      throw e;
    }
  }

  @Override
  public boolean replaceVerdict(Message read, Verdict.Published verdict) {
    Optional<ObjectNode> standing = document(read.streamId(), read.messageId());
    if (standing.isEmpty() || !message(standing.get()).equals(read)) {
      return false;
    }
    ObjectNode next = FORM.document(read.with(verdict));
    return documents.replace(next, standing.get().path("_etag").asText()).isPresent();
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
  public long countUnmoderated() {
    return documents.count(unmoderatedOf(null));
  }

  /** Counts by two queries; a concurrent change may be visible to only one of them. */
  @Override
  public MessageCounts count(String streamId) {
    long published = count(MessageFilter.all().inStream(streamId));
    long unmoderated = documents.count(unmoderatedOf(streamId));
    return new MessageCounts(published, Math.min(unmoderated, published));
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private static ObjectNode write(Message message) {
    return MessageJson.write(message).put(AUTHOR_KEY, AuthorNames.key(message.author()));
  }

  /** Selects by the status in {@link io.spillway.wire.VerdictJson}. */
  private static DocumentQuery unmoderatedOf(@Nullable String streamId) {
    return DocumentQuery.of(streamId).equal("moderation.status", "unmoderated");
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
