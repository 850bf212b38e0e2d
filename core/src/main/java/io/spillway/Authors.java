package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.core.author.AuthorNotes;
import io.spillway.core.author.AuthorRestrictions;
import io.spillway.core.erasure.AuthorErasures;
import io.spillway.core.erasure.AuthorExport;
import io.spillway.core.standing.AuthorStanding;
import io.spillway.core.violation.Appeals;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.author.AuthorNote;
import io.spillway.ports.author.Restriction;
import io.spillway.ports.author.RestrictionFilter;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.violation.ViolationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standing, restrictions, notes, appeals, erasure and export of authors: {@link
 * Moderation#authors()}. Each method throws {@link io.spillway.ports.PortException} when a store
 * failed; safe to call again. Safe for use by many threads.
 */
public final class Authors {

  private final AuthorStanding standing;
  private final AuthorRestrictions restrictions;
  private final AuthorNotes notes;
  private final Appeals appeals;
  private final AuthorErasures erasures;
  private final AuthorExport export;

  Authors(
      AuthorStanding standing,
      AuthorRestrictions restrictions,
      AuthorNotes notes,
      Appeals appeals,
      AuthorErasures erasures,
      AuthorExport export) {
    this.restrictions = requireNonNull(restrictions, "restrictions");
    this.notes = requireNonNull(notes, "notes");
    this.standing = requireNonNull(standing, "standing");
    this.appeals = requireNonNull(appeals, "appeals");
    this.erasures = requireNonNull(erasures, "erasures");
    this.export = requireNonNull(export, "export");
  }

  /**
   * {@return an author's standing on a stream, counted anew, with their latest violations}
   *
   * @param streamId the stream's id
   * @param author a name of the author, compared as the stream's policy says
   */
  public AuthorHistory history(String streamId, String author) {
    return standing.history(streamId, author);
  }

  /**
   * Restricts an author on one stream or everywhere until a time: slows down, withholds or refuses
   * all messages. Replaces the author's restriction in the same scope; of a restriction on the
   * stream and one everywhere, the more severe applies. Expires by itself. Other processes follow
   * within 10 seconds.
   *
   * @param request the author, effect, end, reason and moderator
   * @return the restriction in force
   * @throws InvalidInputException naming each bad field
   * @throws UnsupportedOperationException when the stores keep no restrictions
   */
  public Restriction restrict(RestrictionRequest request) {
    return restrictions.restrict(request);
  }

  /**
   * Lifts a restriction before its end.
   *
   * @param author the author's name, 1 to 100 characters
   * @param streamId the stream's id; null for the restriction on all streams
   * @param note a note for other moderators, 0 to 1,000 characters; null for none
   * @param moderator the moderator's name
   * @return the lifted restriction; empty if there was none in this scope
   * @throws InvalidInputException naming each bad field
   */
  public Optional<Restriction> lift(
      @Nullable String author,
      @Nullable String streamId,
      @Nullable String note,
      @Nullable String moderator) {
    return restrictions.lift(author, streamId, note, moderator);
  }

  /**
   * {@return the restrictions in force, newest first}
   *
   * @param scope the scope; null for any
   * @param author the author's name; null for any
   * @param page the page
   */
  public Page<Restriction> restrictions(
      RestrictionFilter.@Nullable Scope scope, @Nullable String author, PageRequest page) {
    return restrictions.list(scope, author, page);
  }

  /**
   * Adds a note about an author, for other moderators.
   *
   * @param author the author's name, 1 to 100 characters
   * @param streamId the stream's id; null for all streams
   * @param text the text, 1 to {@value AuthorNote#MAX_TEXT_LENGTH} characters
   * @param moderator the moderator's name
   * @return the note
   * @throws InvalidInputException naming each bad field
   * @throws UnsupportedOperationException when the stores keep no notes
   */
  public AuthorNote addNote(
      @Nullable String author,
      @Nullable String streamId,
      @Nullable String text,
      @Nullable String moderator) {
    return notes.add(null, author, streamId, text, moderator);
  }

  /**
   * Adds a note under an id, otherwise as {@link #addNote(String, String, String, String)}.
   * Idempotent: the first call with an id wins.
   *
   * @param id the note's id, in the form of {@link io.spillway.ports.Ids}
   * @param author the author's name
   * @param streamId the stream's id; null for all streams
   * @param text the text
   * @param moderator the moderator's name
   * @return the stored note
   * @throws InvalidInputException naming each bad field
   */
  public AuthorNote addNote(
      String id,
      @Nullable String author,
      @Nullable String streamId,
      @Nullable String text,
      @Nullable String moderator) {
    return notes.add(id, author, streamId, text, moderator);
  }

  /**
   * {@return the notes about an author, newest first; a page may have fewer than the limit}
   *
   * @param author the author's name
   * @param streamId the stream's id, for its notes and those for all streams; null for every note
   * @param page the page
   */
  public Page<AuthorNote> notes(String author, @Nullable String streamId, PageRequest page) {
    return notes.list(author, streamId, page);
  }

  /**
   * Appeals the decision that upheld a violation, on behalf of its author. Another moderator
   * decides; while the appeal waits it is no strike. One appeal for each decision, {@value
   * Appeals#MAX_APPEALS} for each message. The same appeal again gets the same answer.
   *
   * @param id the id of the withheld message
   * @param author a name of the author, compared by {@link io.spillway.ports.AuthorNames#key}; 1 to
   *     100 code points
   * @param text the author's statement, 1 to {@value Appeals#MAX_TEXT_LENGTH} characters
   * @return accepted, or the reason for the refusal
   * @throws InvalidInputException naming each bad field
   */
  public AppealResult appeal(ViolationId id, @Nullable String author, @Nullable String text) {
    return appeals.appeal(id, author, text);
  }

  /**
   * Requests the erasure of everything held about an author so far: {@link Erasure#done} has the
   * kinds of data. The request is written to the audit log, and durable when this returns; {@link
   * Moderation#runMaintenance()} performs it in pieces. A repeated request is harmless.
   *
   * @param author a name of the author, compared by {@link io.spillway.ports.AuthorNames#key}; 1 to
   *     100 code points
   * @param streamId the only stream; null for all
   * @param operator the operator's name
   * @return the recorded erasure
   * @throws InvalidInputException naming each bad field
   * @throws UnsupportedOperationException when the stores keep no erasures
   */
  public Erasure erase(@Nullable String author, @Nullable String streamId, String operator) {
    return erase(author, streamId, "", operator);
  }

  /**
   * Requests an erasure for a reason, otherwise as {@link #erase(String, String, String)}.
   *
   * @param author the author's name, compared by {@link io.spillway.ports.AuthorNames#key}, 1 to
   *     100 code points
   * @param streamId the only stream; null for all
   * @param reason the reason, for the audit log, from which it is erased with the name; 0 to
   *     {@value io.spillway.ports.violation.AuditEntry#MAX_NOTE_LENGTH} characters
   * @param operator the operator's name
   * @return the recorded erasure
   * @throws InvalidInputException naming each bad field
   * @throws UnsupportedOperationException when the stores keep no erasures
   */
  public Erasure erase(
      @Nullable String author,
      @Nullable String streamId,
      @Nullable String reason,
      String operator) {
    return erasures.request(author, streamId, reason, operator);
  }

  /**
   * Requests an erasure under an id, otherwise as {@link #erase(String, String, String, String)}.
   * Idempotent: the first call with an id wins.
   *
   * @param id the id, in the form of {@link io.spillway.ports.Ids}
   * @param author the author's name
   * @param streamId the only stream; null for all
   * @param reason the reason, for the audit log
   * @param operator the operator's name
   * @return the recorded erasure; of another author if the id was used for that one
   * @throws InvalidInputException naming each bad field
   * @throws UnsupportedOperationException when the stores keep no erasures
   */
  public Erasure erase(
      String id,
      @Nullable String author,
      @Nullable String streamId,
      @Nullable String reason,
      String operator) {
    return erasures.request(id, author, streamId, reason, operator);
  }

  /**
   * {@return a page of everything held about an author, one kind of data after the other} The first
   * page is written to the audit log. A page may have fewer items than its limit, or none, and a
   * cursor; following the cursors returns each item that exists throughout exactly once.
   *
   * @param author the author's name, compared by {@link io.spillway.ports.AuthorNames#key}, 1 to
   *     100 code points
   * @param streamId the only stream, of which the standing is exported too; null for all
   * @param page the page
   * @param operator the operator's name
   * @throws InvalidInputException naming each bad field
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another author or stream
   */
  public Page<ExportedItem> export(
      @Nullable String author, @Nullable String streamId, PageRequest page, String operator) {
    return export.page(author, streamId, page, operator);
  }

  /**
   * {@return an erasure's progress; empty if the id is unknown}
   *
   * @param id the erasure's id
   */
  public Optional<Erasure> erasure(String id) {
    return erasures.find(id);
  }
}
