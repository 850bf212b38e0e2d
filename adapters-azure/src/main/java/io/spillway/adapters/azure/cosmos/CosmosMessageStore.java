package io.spillway.adapters.azure.cosmos;

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
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.wire.MessageJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Store and archive of messages, one document each, by stream and message id. */
final class CosmosMessageStore implements MessageStore, MessageArchive {

  private static final int TRIES = 3;

  /** Compared form of the author's name. */
  private static final String AUTHOR_KEY = "authorKey";

  private static final DocumentForm<Message> FORM =
      new DocumentForm<>(
          CosmosMessageStore::write, MessageJson::read, Message::messageId, Message::sortKey);

  private final Documents documents;
  private final DocumentListing listing;

  CosmosMessageStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.MESSAGES, "messages");
    listing = new DocumentListing(documents);
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
    return documents.find(streamId, messageId).map(this::message);
  }

  @Override
  public Page<Message> list(String streamId, PageRequest page) {
    return listing.page(streamId, DocumentQuery.of(streamId), page, this::message);
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
    return documents.delete(streamId, messageId);
  }

  @Override
  public boolean replaceVerdict(Message read, Verdict.Published verdict) {
    Optional<ObjectNode> standing = documents.find(read.streamId(), read.messageId());
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
    long published = documents.count(DocumentQuery.of(streamId));
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

  private Message message(ObjectNode document) {
    return FORM.value(document, documents.failures());
  }
}
