package io.spillway;

import io.spillway.ports.author.Restriction;
import io.spillway.ports.author.RestrictionEffect;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.ReasonCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moderator's restriction of an author: {@code
 * RestrictionRequest.of("ann").inStream("room-1").with(HOLD, end).because(SPAM, "bot").by("mia")}.
 *
 * @param author the author's name, 1 to 100 characters
 * @param streamId the stream's id; null for all streams
 * @param effect the effect; required
 * @param slowSeconds the pause between two messages for {@code SLOW}, 1 to {@value
 *     Restriction#MAX_SLOW_SECONDS}; null for 30
 * @param until the end, after now and at most {@value #MAX_DAYS} days from now; required
 * @param reason the reason's code, required; one of those for upholding a violation
 * @param note a note for other moderators, 0 to {@value AuditEntry#MAX_NOTE_LENGTH} characters
 * @param moderator the moderator's name, 1 to {@value Reviews#MAX_MODERATOR_LENGTH} code points
 */
public record RestrictionRequest(
    @Nullable String author,
    @Nullable String streamId,
    @Nullable RestrictionEffect effect,
    @Nullable Integer slowSeconds,
    @Nullable Instant until,
    @Nullable ReasonCode reason,
    @Nullable String note,
    @Nullable String moderator) {

  /** Longest restriction, in days. */
  public static final int MAX_DAYS = 365;

  /**
   * {@return a request without an effect, an end, a reason and a moderator, on all streams}
   *
   * @param author {@link #author()}
   */
  public static RestrictionRequest of(@Nullable String author) {
    return new RestrictionRequest(author, null, null, null, null, null, null, null);
  }

  /**
   * {@return the same request, on one stream}
   *
   * @param id {@link #streamId()}; null for all streams
   */
  public RestrictionRequest inStream(@Nullable String id) {
    return new RestrictionRequest(author, id, effect, slowSeconds, until, reason, note, moderator);
  }

  /**
   * {@return the same request with an effect}
   *
   * @param wanted {@link #effect()}
   * @param end {@link #until()}
   */
  public RestrictionRequest with(@Nullable RestrictionEffect wanted, @Nullable Instant end) {
    return new RestrictionRequest(
        author, streamId, wanted, slowSeconds, end, reason, note, moderator);
  }

  /**
   * {@return the same request with a pause}
   *
   * @param seconds {@link #slowSeconds()}; null for the default
   */
  public RestrictionRequest slowedBy(@Nullable Integer seconds) {
    return new RestrictionRequest(
        author, streamId, effect, seconds, until, reason, note, moderator);
  }

  /**
   * {@return the same request with a reason}
   *
   * @param code {@link #reason()}
   * @param text {@link #note()}; null for none
   */
  public RestrictionRequest because(@Nullable ReasonCode code, @Nullable String text) {
    return new RestrictionRequest(
        author, streamId, effect, slowSeconds, until, code, text, moderator);
  }

  /**
   * {@return the same request by a moderator}
   *
   * @param name {@link #moderator()}
   */
  public RestrictionRequest by(@Nullable String name) {
    return new RestrictionRequest(author, streamId, effect, slowSeconds, until, reason, note, name);
  }

  /** Omits names and the note. */
  @Override
  public String toString() {
    return "RestrictionRequest[" + effect + " until " + until + "]";
  }
}
