package io.spillway.ports.audit;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.violation.ReasonCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Record of an action that is not a step of a review, with enough of its subject to be understood
 * alone. It is written before the action, so that no action is without a record; a failed action
 * may have one.
 *
 * @param id the id, in the form of {@link Ids}; equal for a retry of the same action
 * @param at the time, in microseconds
 * @param who the person who acted; for a report the reporter
 * @param action the action
 * @param streamId the stream's id; null for all streams
 * @param messageId the message's id; null for none
 * @param author the author whom the action is about, as sent; null for none, or after an erasure
 * @param category the category of the message's verdict; null for none
 * @param policyVersion the version of the policy that judged the message, or of the changed policy;
 *     null for none
 * @param textHash SHA-256 of the message's text in hexadecimal; null for none
 * @param reason the reason code; null for none
 * @param note the note or a description of the change; may be empty
 */
public record AuditRecord(
    String id,
    Instant at,
    String who,
    AuditAction action,
    @Nullable String streamId,
    @Nullable String messageId,
    @Nullable String author,
    @Nullable Category category,
    @Nullable String policyVersion,
    @Nullable String textHash,
    @Nullable ReasonCode reason,
    String note) {

  /** {@link #partition()} of the records of all streams; not a valid stream id. */
  public static final String ALL_STREAMS = "~all";

  public AuditRecord {
    Ids.require("id", id);
    at = SortableTime.stored(at);
    requireNonNull(who, "who");
    requireNonNull(action, "action");
    requireNonNull(note, "note");
  }

  /**
   * {@return a record without a subject}
   *
   * @param id {@link #id()}
   * @param at {@link #at()}
   * @param who {@link #who()}
   * @param action {@link #action()}
   * @param note {@link #note()}
   */
  public static AuditRecord of(String id, Instant at, String who, AuditAction action, String note) {
    return new AuditRecord(id, at, who, action, null, null, null, null, null, null, null, note);
  }

  /**
   * {@return the same record about an author}
   *
   * @param stream {@link #streamId()}; null for all streams
   * @param name {@link #author()}
   */
  public AuditRecord about(@Nullable String stream, @Nullable String name) {
    return new AuditRecord(
        id,
        at,
        who,
        action,
        stream,
        messageId,
        name,
        category,
        policyVersion,
        textHash,
        reason,
        note);
  }

  /**
   * {@return the same record about a message}
   *
   * @param message {@link #messageId()}
   * @param hash {@link #textHash()}
   * @param judged {@link #category()}; null for none
   * @param policy {@link #policyVersion()}; null for none
   */
  public AuditRecord aboutMessage(
      String message, String hash, @Nullable Category judged, @Nullable String policy) {
    return new AuditRecord(
        id, at, who, action, streamId, message, author, judged, policy, hash, reason, note);
  }

  /**
   * {@return the same record about a policy}
   *
   * @param version {@link #policyVersion()}
   */
  public AuditRecord ofPolicy(String version) {
    return new AuditRecord(
        id, at, who, action, streamId, messageId, author, category, version, textHash, reason,
        note);
  }

  /**
   * {@return the same record with a reason}
   *
   * @param code {@link #reason()}
   */
  public AuditRecord withReason(@Nullable ReasonCode code) {
    return new AuditRecord(
        id,
        at,
        who,
        action,
        streamId,
        messageId,
        author,
        category,
        policyVersion,
        textHash,
        code,
        note);
  }

  /**
   * {@return the same record without an erased person who acted: with another name and without the
   * note}
   *
   * @param actor {@link #who()}
   */
  public AuditRecord withoutActor(String actor) {
    return new AuditRecord(
        id,
        at,
        actor,
        action,
        streamId,
        messageId,
        author,
        category,
        policyVersion,
        textHash,
        reason,
        "");
  }

  /**
   * {@return the same record without an erased person: without the author's name and the note, and
   * with another name for the person who acted}
   *
   * @param actor {@link #who()}
   */
  public AuditRecord anonymised(String actor) {
    return about(streamId, null).withoutActor(actor);
  }

  /**
   * {@return the stream's id, or {@value #ALL_STREAMS} for a record of all streams} The id is
   * unique within it.
   */
  public String partition() {
    return streamId == null ? ALL_STREAMS : streamId;
  }

  /** {@return a key that sorts records by time, then by stream, then by id} */
  public String sortKey() {
    return SortableTime.key(at, partition() + "~" + id);
  }

  /** Identifies the record without names and note. */
  @Override
  public String toString() {
    return "AuditRecord[" + id + ", " + action + "]";
  }
}
