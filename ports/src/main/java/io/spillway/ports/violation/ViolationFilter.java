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
 * @param pending whether only the states that {@linkplain ViolationState#waits wait} match
 * @param dueBefore the latest due time, exclusive; only violations that wait have one
 * @param steppedBefore the latest time of the last audit entry, exclusive
 * @param claimedAt an instant at which a claim is valid
 * @param assignee a name of the assignee, compared by {@link io.spillway.ports.PersonNames#same}
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
    boolean ignoresAuthorCase,
    boolean pending,
    @Nullable Instant dueBefore,
    @Nullable Instant steppedBefore,
    @Nullable Instant claimedAt,
    @Nullable String assignee) {

  /** Maximum length of {@link #text}, in characters. */
  public static final int MAX_TEXT_LENGTH = 100;

  private static final ViolationFilter ALL = new Draft().filter();

  public ViolationFilter {
    if (text != null && (text.isEmpty() || text.length() > MAX_TEXT_LENGTH)) {
      throw new IllegalArgumentException("text must have 1 to 100 characters");
    }
    from = from == null ? null : SortableTime.storedCeiling(from);
    to = to == null ? null : SortableTime.storedCeiling(to);
    steppedFrom = steppedFrom == null ? null : SortableTime.storedCeiling(steppedFrom);
    dueBefore = dueBefore == null ? null : SortableTime.storedCeiling(dueBefore);
    steppedBefore = steppedBefore == null ? null : SortableTime.storedCeiling(steppedBefore);
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
    Draft draft = new Draft(this);
    draft.state = wanted;
    return draft.filter();
  }

  /**
   * {@return the same filter, of one stream}
   *
   * @param id {@link #streamId()}; null for any
   */
  public ViolationFilter inStream(@Nullable String id) {
    Draft draft = new Draft(this);
    draft.streamId = id;
    return draft.filter();
  }

  /**
   * {@return the same filter, flagged for one category}
   *
   * @param wanted {@link #category()}; null for any
   */
  public ViolationFilter withCategory(@Nullable Category wanted) {
    Draft draft = new Draft(this);
    draft.category = wanted;
    return draft.filter();
  }

  /**
   * {@return the same filter, of exactly one severity}
   *
   * @param wanted {@link #severity()}; null for any
   */
  public ViolationFilter withSeverity(@Nullable Severity wanted) {
    Draft draft = new Draft(this);
    draft.severity = wanted;
    return draft.filter();
  }

  /**
   * {@return the same filter, written by exactly one author} Spellings of the name that differ only
   * in Unicode form, invisible characters or spaces at the edges match too; case is significant.
   *
   * @param name {@link #author()}; null for any
   */
  public ViolationFilter byAuthor(@Nullable String name) {
    Draft draft = new Draft(this);
    draft.author = name;
    draft.ignoresAuthorCase = false;
    return draft.filter();
  }

  /**
   * {@return the same filter, written by one author, whose name may be spelled in any case}
   *
   * @param name {@link #author()}; null for any
   */
  public ViolationFilter byAuthorIgnoringCase(@Nullable String name) {
    Draft draft = new Draft(this);
    draft.author = name;
    draft.ignoresAuthorCase = true;
    return draft.filter();
  }

  /**
   * {@return the same filter, containing a text}
   *
   * @param words {@link #text()}; null for any
   */
  public ViolationFilter containing(@Nullable String words) {
    Draft draft = new Draft(this);
    draft.text = words;
    return draft.filter();
  }

  /**
   * {@return the same filter, withheld at an instant or later}
   *
   * @param instant {@link #from()}; null for any
   */
  public ViolationFilter withheldFrom(@Nullable Instant instant) {
    Draft draft = new Draft(this);
    draft.from = instant;
    return draft.filter();
  }

  /**
   * {@return the same filter, withheld before an instant}
   *
   * @param instant {@link #to()}; null for any
   */
  public ViolationFilter withheldBefore(@Nullable Instant instant) {
    Draft draft = new Draft(this);
    draft.to = instant;
    return draft.filter();
  }

  /**
   * {@return the same filter, with the last audit entry at an instant or later}
   *
   * @param instant {@link #steppedFrom()}; null for any
   */
  public ViolationFilter decidedFrom(@Nullable Instant instant) {
    Draft draft = new Draft(this);
    draft.steppedFrom = instant;
    return draft.filter();
  }

  /**
   * {@return the same filter, of one bulk decision}
   *
   * @param id {@link #bulkId()}; null for any
   */
  public ViolationFilter ofBulk(@Nullable String id) {
    Draft draft = new Draft(this);
    draft.bulkId = id;
    return draft.filter();
  }

  /** {@return the same filter, in any state that waits} */
  public ViolationFilter pendingOnly() {
    Draft draft = new Draft(this);
    draft.pending = true;
    return draft.filter();
  }

  /**
   * {@return the same filter, waiting and due before an instant}
   *
   * @param instant {@link #dueBefore()}
   */
  public ViolationFilter dueBefore(Instant instant) {
    Draft draft = new Draft(this);
    draft.dueBefore = instant;
    return draft.filter();
  }

  /**
   * {@return the same filter, with the last audit entry before an instant}
   *
   * @param instant {@link #steppedBefore()}; null for any
   */
  public ViolationFilter steppedBefore(@Nullable Instant instant) {
    Draft draft = new Draft(this);
    draft.steppedBefore = instant;
    return draft.filter();
  }

  /**
   * {@return the same filter, with a claim that is valid at an instant}
   *
   * @param instant {@link #claimedAt()}; null for any
   */
  public ViolationFilter claimedAt(@Nullable Instant instant) {
    Draft draft = new Draft(this);
    draft.claimedAt = instant;
    return draft.filter();
  }

  /**
   * {@return the same filter, handed over to a moderator}
   *
   * @param moderator {@link #assignee()}; null for any
   */
  public ViolationFilter assignedTo(@Nullable String moderator) {
    Draft draft = new Draft(this);
    draft.assignee = moderator;
    return draft.filter();
  }

  /** Parts of a filter while one of them is changed. */
  private static final class Draft {
    private @Nullable ViolationState state;
    private @Nullable String streamId;
    private @Nullable Category category;
    private @Nullable Severity severity;
    private @Nullable String author;
    private @Nullable String text;
    private @Nullable Instant from;
    private @Nullable Instant to;
    private @Nullable Instant steppedFrom;
    private @Nullable String bulkId;
    private boolean ignoresAuthorCase;
    private boolean pending;
    private @Nullable Instant dueBefore;
    private @Nullable Instant steppedBefore;
    private @Nullable Instant claimedAt;
    private @Nullable String assignee;

    private Draft() {}

    private Draft(ViolationFilter filter) {
      state = filter.state;
      streamId = filter.streamId;
      category = filter.category;
      severity = filter.severity;
      author = filter.author;
      text = filter.text;
      from = filter.from;
      to = filter.to;
      steppedFrom = filter.steppedFrom;
      bulkId = filter.bulkId;
      ignoresAuthorCase = filter.ignoresAuthorCase;
      pending = filter.pending;
      dueBefore = filter.dueBefore;
      steppedBefore = filter.steppedBefore;
      claimedAt = filter.claimedAt;
      assignee = filter.assignee;
    }

    private ViolationFilter filter() {
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
          bulkId,
          ignoresAuthorCase,
          pending,
          dueBefore,
          steppedBefore,
          claimedAt,
          assignee);
    }
  }
}
