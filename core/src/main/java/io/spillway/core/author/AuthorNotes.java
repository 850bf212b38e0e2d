package io.spillway.core.author;

import static java.util.Objects.requireNonNull;

import io.spillway.Reviews;
import io.spillway.core.InputCheck;
import io.spillway.core.message.MessageIntake;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.author.AuthorNote;
import io.spillway.ports.author.AuthorNoteStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Moderators' notes about authors, for other moderators. Safe for use by many threads. */
public final class AuthorNotes {

  private final Supplier<AuthorNoteStore> store;
  private final AuditLog log;
  private final InstantSource clock;
  private final Supplier<String> newId;

  /**
   * Creates the notes of a store.
   *
   * @param store the store of notes; supplied only when notes are used
   * @param log the audit log
   * @param clock the time of notes
   * @param newId the source of unique ids, in the form of {@link io.spillway.ports.Ids}
   */
  public AuthorNotes(
      Supplier<AuthorNoteStore> store, AuditLog log, InstantSource clock, Supplier<String> newId) {
    this.store = requireNonNull(store, "store");
    this.log = requireNonNull(log, "log");
    this.clock = requireNonNull(clock, "clock");
    this.newId = requireNonNull(newId, "newId");
  }

  /**
   * Adds a note. Idempotent for a given id: the first call wins.
   *
   * @param noteId the note's id, in the form of {@link io.spillway.ports.Ids}; null for a new one
   * @param author the author's name
   * @param streamId the stream's id; null for all streams
   * @param text the text, 1 to {@value AuthorNote#MAX_TEXT_LENGTH} characters
   * @param moderator the moderator's name
   * @return the note
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws io.spillway.ports.PortException if a store failed
   */
  public AuthorNote add(
      @Nullable String noteId,
      @Nullable String author,
      @Nullable String streamId,
      @Nullable String text,
      @Nullable String moderator) {
    InputCheck check = new InputCheck();
    String name = check.author("author", author, MessageIntake.MAX_AUTHOR_LENGTH);
    String stream = streamId == null ? null : check.id("streamId", streamId);
    String says = check.note("text", text, AuthorNote.MAX_TEXT_LENGTH);
    if (says.isBlank() && check.problems().stream().noneMatch(bad -> bad.field().equals("text"))) {
      check.reject("text", text == null ? "is required" : "must not be blank");
    }
    String who = check.person("moderator", moderator, Reviews.MAX_MODERATOR_LENGTH);
    check.orThrow();
    Instant now = clock.instant();
    String id = noteId == null ? newId.get() : noteId;
    log.add(AuditRecord.of(id, now, who, AuditAction.NOTE, says).about(stream, name));
    return store.get().add(new AuthorNote(id, name, stream, says, who, now));
  }

  /**
   * {@return the notes about an author, newest first; a page may have fewer than the limit}
   *
   * @param author the author's name
   * @param streamId the stream's id, for its notes and those for all streams; null for every note
   * @param page the page
   */
  public Page<AuthorNote> list(String author, @Nullable String streamId, PageRequest page) {
    Page<AuthorNote> found = store.get().list(author, page);
    return streamId == null
        ? found
        : new Page<>(
            found.items().stream()
                .filter(note -> note.streamId() == null || note.streamId().equals(streamId))
                .toList(),
            found.nextCursor());
  }
}
