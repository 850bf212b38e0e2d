package io.spillway.ports.violation;

import io.spillway.ports.SortableTime;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Filter of violations; all parts that are not null must match: {@code
 * ViolationFilter.all().inStream(id).withState(OPEN)}. Times are rounded up to whole microseconds,
 * the precision of stored times.
 *
 * @param state the state
 * @param streamId the stream's id
 * @param category the category of the verdict
 * @param severity the exact severity
 * @param author a name of the author, compared by {@link io.spillway.ports.AuthorNames#key}
 * @param text a text contained in the message, ignoring case; 1 to 100 characters
 * @param from the earliest time of withholding, inclusive
 * @param to the latest time of withholding, exclusive
 * @param steppedFrom the earliest time of the last audit entry, inclusive
 * @param bulkId the id of the bulk decision that the last audit entry belongs to
 * @param ignoresAuthorCase whether {@code author} is compared by {@link
 *     io.spillway.ports.AuthorNames#foldedKey} instead; without effect if {@code author} is null
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
    @Nullable String bulkId,
    boolean ignoresAuthorCase) {

  /** Maximum length of {@link #text}, in characters. */
  public static final int MAX_TEXT_LENGTH = 100;

  private static final ViolationFilter ALL =
      new ViolationFilter(null, null, null, null, null, null, null, null, null, null, false);

  public ViolationFilter {
    if (text != null && (text.isEmpty() || text.length() > MAX_TEXT_LENGTH)) {
      throw new IllegalArgumentException("text must have 1 to 100 characters");
    }
    from = from == null ? null : SortableTime.storedCeiling(from);
    to = to == null ? null : SortableTime.storedCeiling(to);
    steppedFrom = steppedFrom == null ? null : SortableTime.storedCeiling(steppedFrom);
  }

  /** {@return the filter that matches every violation} */
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
        wanted,
        streamId,
        category,
        severity,
        author,
        text,
        from,
        to,
        steppedFrom,
        bulkId,
        ignoresAuthorCase);
  }

  /**
   * {@return the same filter, of one stream}
   *
   * @param id {@link #streamId()}; null for any
   */
  public ViolationFilter inStream(@Nullable String id) {
    return new ViolationFilter(
        state,
        id,
        category,
        severity,
        author,
        text,
        from,
        to,
        steppedFrom,
        bulkId,
        ignoresAuthorCase);
  }

  /**
   * {@return the same filter, flagged for one category}
   *
   * @param wanted {@link #category()}; null for any
   */
  public ViolationFilter withCategory(@Nullable Category wanted) {
    return new ViolationFilter(
        state,
        streamId,
        wanted,
        severity,
        author,
        text,
        from,
        to,
        steppedFrom,
        bulkId,
        ignoresAuthorCase);
  }

  /**
   * {@return the same filter, of exactly one severity}
   *
   * @param wanted {@link #severity()}; null for any
   */
  public ViolationFilter withSeverity(@Nullable Severity wanted) {
    return new ViolationFilter(
        state,
        streamId,
        category,
        wanted,
        author,
        text,
        from,
        to,
        steppedFrom,
        bulkId,
        ignoresAuthorCase);
  }

  /**
   * {@return the same filter, written by exactly one author} Spellings of the name that differ only
   * in Unicode form, invisible characters or spaces at the edges match too; case is significant.
   *
   * @param name {@link #author()}; null for any
   */
  public ViolationFilter byAuthor(@Nullable String name) {
    return new ViolationFilter(
        state, streamId, category, severity, name, text, from, to, steppedFrom, bulkId, false);
  }

  /**
   * {@return the same filter, written by one author, whose name may be spelled in any case}
   *
   * @param name {@link #author()}; null for any
   */
  public ViolationFilter byAuthorIgnoringCase(@Nullable String name) {
    return new ViolationFilter(
        state, streamId, category, severity, name, text, from, to, steppedFrom, bulkId, true);
  }

  /**
   * {@return the same filter, containing a text}
   *
   * @param words {@link #text()}; null for any
   */
  public ViolationFilter containing(@Nullable String words) {
    return new ViolationFilter(
        state,
        streamId,
        category,
        severity,
        author,
        words,
        from,
        to,
        steppedFrom,
        bulkId,
        ignoresAuthorCase);
  }

  /**
   * {@return the same filter, withheld at an instant or later}
   *
   * @param instant {@link #from()}; null for any
   */
  public ViolationFilter withheldFrom(@Nullable Instant instant) {
    return new ViolationFilter(
        state,
        streamId,
        category,
        severity,
        author,
        text,
        instant,
        to,
        steppedFrom,
        bulkId,
        ignoresAuthorCase);
  }

  /**
   * {@return the same filter, withheld before an instant}
   *
   * @param instant {@link #to()}; null for any
   */
  public ViolationFilter withheldBefore(@Nullable Instant instant) {
    return new ViolationFilter(
        state,
        streamId,
        category,
        severity,
        author,
        text,
        from,
        instant,
        steppedFrom,
        bulkId,
        ignoresAuthorCase);
  }

  /**
   * {@return the same filter, with the last audit entry at an instant or later}
   *
   * @param instant {@link #steppedFrom()}; null for any
   */
  public ViolationFilter decidedFrom(@Nullable Instant instant) {
    return new ViolationFilter(
        state,
        streamId,
        category,
        severity,
        author,
        text,
        from,
        to,
        instant,
        bulkId,
        ignoresAuthorCase);
  }

  /**
   * {@return the same filter, of one bulk decision}
   *
   * @param id {@link #bulkId()}; null for any
   */
  public ViolationFilter ofBulk(@Nullable String id) {
    return new ViolationFilter(
        state,
        streamId,
        category,
        severity,
        author,
        text,
        from,
        to,
        steppedFrom,
        id,
        ignoresAuthorCase);
  }
}
