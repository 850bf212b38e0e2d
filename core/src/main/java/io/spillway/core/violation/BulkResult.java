package io.spillway.core.violation;

import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of a slice of a bulk decision. */
public sealed interface BulkResult {

  /** Outcome for one violation. */
  enum Outcome {
    /** Decided by this call. */
    DECIDED,
    /** Decided by another call of this bulk decision, even if changed since. */
    ALREADY,
    /** Changed concurrently. */
    STALE,
    /** Claimed by another moderator. */
    CLAIMED,
    /** Not allowed for this moderator. */
    NOT_ALLOWED,
    /** A store failed; the decision may have been recorded. */
    FAILED,
    /** A store was throttled; left for the next call. */
    LEFT
  }

  /**
   * One violation of a bulk decision.
   *
   * @param id the violation's id
   * @param outcome the outcome
   */
  record Item(ViolationId id, Outcome outcome) {}

  /**
   * Preview of a bulk decision; nothing was changed.
   *
   * @param filter the filter, limited to violations withheld before the preview
   * @param count the number of violations, at most {@value BulkReview#MAX_VIOLATIONS}
   * @param hasMore whether more match; they are left
   * @param claimed the number of claimed violations; those that others have claimed are skipped
   * @param bulkId the id of this preview, with this decision by this moderator
   */
  record Preview(ViolationFilter filter, int count, boolean hasMore, long claimed, String bulkId) {}

  /**
   * A slice was worked on.
   *
   * @param items the outcome of each violation of this slice
   * @param isComplete whether all violations were worked on: decided or skipped
   * @param nextCursor the position of the next slice; null for the start
   * @param already the number of violations decided by earlier calls
   * @param remaining the number of violations that match and were not changed since the preview,
   *     including the skipped ones
   */
  record Slice(
      List<Item> items,
      boolean isComplete,
      @Nullable String nextCursor,
      long already,
      long remaining)
      implements BulkResult {
    public Slice {
      items = List.copyOf(items);
    }

    /**
     * {@return the number of violations with an outcome; of {@code ALREADY}, including those of
     * earlier calls}
     *
     * @param outcome the outcome
     */
    public long count(Outcome outcome) {
      long before = outcome == Outcome.ALREADY ? already : 0;
      return before + items.stream().filter(item -> item.outcome() == outcome).count();
    }
  }

  /**
   * The violations differ from the preview; nothing was changed.
   *
   * @param now the current preview
   */
  record Changed(Preview now) implements BulkResult {}
}
