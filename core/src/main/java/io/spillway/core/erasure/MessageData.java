package io.spillway.core.erasure;

import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageFilter;
import io.spillway.ports.message.MessageOrder;
import io.spillway.ports.message.MessageStore;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Published messages of an author. */
final class MessageData implements AuthorData {

  private static final String REST = "rest";

  private final MessageStore messages;
  private final Supplier<MessageArchive> archive;

  MessageData(MessageStore messages, Supplier<MessageArchive> archive) {
    this.messages = messages;
    this.archive = archive;
  }

  @Override
  public String kind() {
    return "messages";
  }

  @Override
  public Page<Message> page(String author, @Nullable String streamId, PageRequest page) {
    MessageFilter filter = MessageFilter.all().inStream(streamId).byAuthor(author);
    return archive.get().list(filter, MessageOrder.NEWEST_FIRST, page);
  }

  /** Needs no position: messages that were found are gone. */
  @Override
  public @Nullable String erase(ErasurePiece piece, @Nullable String cursor) {
    List<Message> found =
        archive
            .get()
            .ofAuthor(
                piece.author(),
                piece.job().streamId(),
                piece.job().requestedAt(),
                ErasurePiece.SIZE);
    for (Message message : found) {
      piece.count(kind(), messages.withdraw(message.streamId(), message.messageId()));
    }
    return found.size() < ErasurePiece.SIZE ? null : REST;
  }
}
