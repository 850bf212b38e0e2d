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

  /**
   * Without regard to the last step.
   *
   * @param state see {@link #state()}
   * @param streamId see {@link #streamId()}
   * @param category see {@link #category()}
   * @param severity see {@link #severity()}
   * @param author see {@link #author()}
   * @param text see {@link #text()}
   * @param from see {@link #from()}
   * @param to see {@link #to()}
   */
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

  /**
   * {@return a filter for those that had a step after one instant and were withheld before another}
   *
   * @param from steps at this instant or later; null for all
   * @param to withheld before this instant; null for all
   */
  public static ViolationFilter alive(@Nullable Instant from, @Nullable Instant to) {
    return new ViolationFilter(null, null, null, null, null, null, null, to, from, null);
  }

  /**
   * {@return a filter for all that one decision on many, of this id, was to decide}
   *
   * @param bulkId as the trail of each names it
   */
  public static ViolationFilter ofBulk(String bulkId) {
    return new ViolationFilter(null, null, null, null, null, null, null, null, null, bulkId);
  }

  /**
   * {@return a filter that passes every violation of a stream}
   *
   * @param streamId id of the stream
   */
  public static ViolationFilter ofStream(String streamId) {
    return new ViolationFilter(null, streamId, null, null, null, null, null, null);
  }

  /**
   * {@return a filter that passes every violation in this state, of all streams}
   *
   * @param state the only one that passes
   */
  public static ViolationFilter ofState(ViolationState state) {
    return new ViolationFilter(state, null, null, null, null, null, null, null);
  }
}
