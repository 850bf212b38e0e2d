package io.spillway.ports.violation;

import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which violations are wanted: those that pass every part that is not null.
 *
 * @param state in this state
 * @param streamId of this stream
 * @param category flagged for this category
 * @param severity of exactly this severity
 * @param author written by exactly this author
 * @param text with this in the text, in whatever case; 1 to 100 characters
 * @param from withheld at this instant or later
 * @param to withheld before this instant
 * @param steppedFrom whose last step was taken at this instant or later
 * @param bulkId whose last step was a part of this bulk decision
 */
public record ViolationFilter(
    @Nullable ViolationState state,
    @Nullable String streamId,
    @Nullable Category category,
    @Nullable Severity severity,
    @Nullable String author,
    @Nullable String text,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Instant steppedFrom,
    @Nullable String bulkId) {

  /** Every violation. */
  public static final ViolationFilter ALL =
      new ViolationFilter(null, null, null, null, null, null, null, null);

  /** Longest {@link #text}, in characters. */
  public static final int MAX_TEXT_LENGTH = 100;

  public ViolationFilter {
    if (text != null && (text.isEmpty() || text.length() > MAX_TEXT_LENGTH)) {
      throw new IllegalArgumentException("text must have 1 to 100 characters");
    }
  }

  /** Without regard to the last step. */
  public ViolationFilter(
      @Nullable ViolationState state,
      @Nullable String streamId,
      @Nullable Category category,
      @Nullable Severity severity,
      @Nullable String author,
      @Nullable String text,
      @Nullable Instant from,
      @Nullable Instant to) {
    this(state, streamId, category, severity, author, text, from, to, null, null);
  }

  /** Those that had a step after one instant and were withheld before another. */
  public static ViolationFilter alive(@Nullable Instant from, @Nullable Instant to) {
    return new ViolationFilter(null, null, null, null, null, null, null, to, from, null);
  }

  /** All that one decision on many, of this id, was to decide. */
  public static ViolationFilter ofBulk(String bulkId) {
    return new ViolationFilter(null, null, null, null, null, null, null, null, null, bulkId);
  }

  /** Every violation of a stream. */
  public static ViolationFilter ofStream(String streamId) {
    return new ViolationFilter(null, streamId, null, null, null, null, null, null);
  }

  /** Every violation in this state, of all streams. */
  public static ViolationFilter ofState(ViolationState state) {
    return new ViolationFilter(state, null, null, null, null, null, null, null);
  }
}
