package io.spillway.ports.violation;

import io.spillway.ports.SortableTime;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Filter of violations, which pass every part that is not null: {@code
 * ViolationFilter.all().inStream(id).withState(OPEN)}. Times in it are rounded up to whole
 * microseconds, the precision of stored times.
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

  /** Longest {@link #text}, in characters. */
  public static final int MAX_TEXT_LENGTH = 100;

  private static final ViolationFilter ALL =
      new ViolationFilter(null, null, null, null, null, null, null, null, null, null);

  public ViolationFilter {
    if (text != null && (text.isEmpty() || text.length() > MAX_TEXT_LENGTH)) {
      throw new IllegalArgumentException("text must have 1 to 100 characters");
    }
    from = from == null ? null : SortableTime.storedCeiling(from);
    to = to == null ? null : SortableTime.storedCeiling(to);
    steppedFrom = steppedFrom == null ? null : SortableTime.storedCeiling(steppedFrom);
  }

  /** {@return the filter that every violation passes} */
  public static ViolationFilter all() {
    return ALL;
  }

  /**
   * {@return the same filter, in one state}
   *
   * @param wanted {@link #state()}; null for any
   */
  public ViolationFilter withState(@Nullable ViolationState wanted) {
    return new ViolationFilter(
        wanted, streamId, category, severity, author, text, from, to, steppedFrom, bulkId);
  }

  /**
   * {@return the same filter, of one stream}
   *
   * @param id {@link #streamId()}; null for any
   */
  public ViolationFilter inStream(@Nullable String id) {
    return new ViolationFilter(
        state, id, category, severity, author, text, from, to, steppedFrom, bulkId);
  }

  /**
   * {@return the same filter, flagged for one category}
   *
   * @param wanted {@link #category()}; null for any
   */
  public ViolationFilter withCategory(@Nullable Category wanted) {
    return new ViolationFilter(
        state, streamId, wanted, severity, author, text, from, to, steppedFrom, bulkId);
  }

  /**
   * {@return the same filter, of exactly one severity}
   *
   * @param wanted {@link #severity()}; null for any
   */
  public ViolationFilter withSeverity(@Nullable Severity wanted) {
    return new ViolationFilter(
        state, streamId, category, wanted, author, text, from, to, steppedFrom, bulkId);
  }

  /**
   * {@return the same filter, written by exactly one author}
   *
   * @param name {@link #author()}; null for any
   */
  public ViolationFilter byAuthor(@Nullable String name) {
    return new ViolationFilter(
        state, streamId, category, severity, name, text, from, to, steppedFrom, bulkId);
  }

  /**
   * {@return the same filter, with a text in it}
   *
   * @param words {@link #text()}; null for any
   */
  public ViolationFilter containing(@Nullable String words) {
    return new ViolationFilter(
        state, streamId, category, severity, author, words, from, to, steppedFrom, bulkId);
  }

  /**
   * {@return the same filter, withheld at an instant or later}
   *
   * @param instant {@link #from()}; null for any
   */
  public ViolationFilter withheldFrom(@Nullable Instant instant) {
    return new ViolationFilter(
        state, streamId, category, severity, author, text, instant, to, steppedFrom, bulkId);
  }

  /**
   * {@return the same filter, withheld before an instant}
   *
   * @param instant {@link #to()}; null for any
   */
  public ViolationFilter withheldBefore(@Nullable Instant instant) {
    return new ViolationFilter(
        state, streamId, category, severity, author, text, from, instant, steppedFrom, bulkId);
  }

  /**
   * {@return the same filter, with a last step at an instant or later}
   *
   * @param instant {@link #steppedFrom()}; null for any
   */
  public ViolationFilter decidedFrom(@Nullable Instant instant) {
    return new ViolationFilter(
        state, streamId, category, severity, author, text, from, to, instant, bulkId);
  }

  /**
   * {@return the same filter, of one bulk decision}
   *
   * @param id {@link #bulkId()}; null for any
   */
  public ViolationFilter ofBulk(@Nullable String id) {
    return new ViolationFilter(
        state, streamId, category, severity, author, text, from, to, steppedFrom, id);
  }
}
