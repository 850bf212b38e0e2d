package io.spillway.core.violation;

import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import java.util.List;

/** Result of a bulk decision or of its preview. */
public sealed interface BulkResult {

  /** Outcome for one violation. */
  enum Outcome {
    /** Decided by this call. */
    DECIDED,
    /** Decided by an earlier call of this bulk decision, even if changed since. */
    ALREADY,
    /** Changed concurrently. */
    STALE,
    /** Claimed by a moderator. */
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
   * @param claimed the number of claimed violations, which would be skipped
   * @param bulkId the id of exactly these violations in their current versions, with this decision
   */
  record Preview(ViolationFilter filter, int count, int claimed, String bulkId)
      implements BulkResult {}

  /**
   * The decision was applied, at least in part. Applying it again with the same filter, count and
   * id continues with the rest.
   *
   * @param items the outcome of each violation, those of earlier calls included
   */
  record Applied(List<Item> items) implements BulkResult {
    public Applied {
      items = List.copyOf(items);
    }

    /**
     * {@return the number of violations with an outcome}
     *
     * @param outcome the outcome
     */
    public long count(Outcome outcome) {
      return items.stream().filter(item -> item.outcome() == outcome).count();
    }

    /** {@return whether all violations are decided} */
    public boolean isComplete() {
      return items.stream()
          .allMatch(i -> i.outcome() == Outcome.DECIDED || i.outcome() == Outcome.ALREADY);
    }
  }

  /**
   * The violations differ from the preview; nothing was changed.
   *
   * @param now the current preview
   */
  record Changed(Preview now) implements BulkResult {}

  /** More than {@value BulkReview#MAX_VIOLATIONS} pass the filter; nothing was changed. */
  record TooMany() implements BulkResult {}
}
