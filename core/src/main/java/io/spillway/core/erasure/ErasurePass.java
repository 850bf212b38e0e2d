package io.spillway.core.erasure;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Deletes a bounded piece of an erasure. */
final class ErasurePass {

  private static final int PIECE = 100;

  /**
   * Limit of pages read: violations withheld since the request come first in the listing, and are
   * skipped.
   */
  private static final int MOST_PAGES = 50;

  /** Numbers deleted by one piece. */
  record Deleted(long messages, long violations) {
    boolean isNothing() {
      return messages + violations == 0;
    }
  }

  private final MessageStore messages;
  private final Supplier<MessageArchive> archive;
  private final Supplier<ViolationArchive> violations;

  ErasurePass(
      MessageStore messages,
      Supplier<MessageArchive> archive,
      Supplier<ViolationArchive> violations) {
    this.messages = requireNonNull(messages, "messages");
    this.archive = requireNonNull(archive, "messageArchive");
    this.violations = requireNonNull(violations, "violations");
  }

  /** Deletes violations first, because a pending release would publish its message again. */
  Deleted deletePiece(Erasure job) {
    long withheld = 0;
    for (Violation violation : violationsOf(job)) {
      withheld += violations.get().delete(violation.id()) ? 1 : 0;
    }
    long published = 0;
    for (Message message : messagesOf(job)) {
      published += messages.withdraw(message.streamId(), message.messageId()) ? 1 : 0;
    }
    return new Deleted(published, withheld);
  }

  private List<Message> messagesOf(Erasure job) {
    return archive.get().ofAuthor(author(job), job.streamId(), job.requestedAt(), PIECE);
  }

  private List<Violation> violationsOf(Erasure job) {
    ViolationFilter ofAuthor = ViolationFilter.all().inStream(job.streamId()).byAuthor(author(job));
    List<Violation> found = new ArrayList<>();
    @Nullable String cursor = null;
    for (int i = 0; i < MOST_PAGES && found.size() < PIECE; i++) {
      Page<Versioned<Violation>> page =
          violations.get().list(ofAuthor, new PageRequest(PIECE, cursor));
      page.items().stream()
          .map(Versioned::value)
          .filter(violation -> violation.sentAt().isBefore(job.requestedAt()))
          .forEach(found::add);
      cursor = page.nextCursor();
      if (cursor == null) {
        break;
      }
    }
    return found;
  }

  private static String author(Erasure job) {
    return requireNonNull(job.author(), "author");
  }
}
