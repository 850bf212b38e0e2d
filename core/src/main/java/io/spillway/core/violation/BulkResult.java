package io.spillway.core.violation;

import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import java.util.List;

/** What came of a bulk decision, or of asking what it would be about. */
public sealed interface BulkResult {

  /** What became of one violation. */
  enum Outcome {
    /** Decided just now. */
    DECIDED,
    /** This bulk decision had decided it before, whatever became of it since. */
    ALREADY,
    /** Somebody changed it a moment before. */
    STALE,
    /** A moderator has claimed it. */
    CLAIMED,
    /** The rules do not let this moderator lead it there. */
    NOT_ALLOWED,
    /** A store failed: it may have been decided. */
    FAILED,
    /** A store asked for less, so it was left for the next try. */
    LEFT
  }

  /**
   * One violation of a bulk decision.
   *
   * @param id which violation
   * @param outcome what came of it
   */
  record Item(ViolationId id, Outcome outcome) {}

  /**
   * What a bulk decision would be about; nothing was done.
   *
   * @param filter which violations; it ends at the preview, so that what comes later does not count
   * @param count how many, at most {@value BulkReview#MAX_VIOLATIONS}
   * @param claimed how many of them are claimed now and would be left alone
   * @param bulkId stands for exactly these violations, as far as each has come, and this decision
   */
  record Preview(ViolationFilter filter, int count, int claimed, String bulkId)
      implements BulkResult {}

  /**
   * It was applied, or as much of it as could be. Applying it again, with the same filter, count
   * and id, goes on with what is left.
   *
   * @param items one for each violation, those of an earlier try included
   */
  record Applied(List<Item> items) implements BulkResult {
    public Applied {
      items = List.copyOf(items);
    }

    /**
     * {@return how many have this outcome}
     *
     * @param outcome which
     */
    public long count(Outcome outcome) {
      return items.stream().filter(item -> item.outcome() == outcome).count();
    }

    /** {@return whether applying it again can do no more} */
    public boolean isComplete() {
      return items.stream()
          .allMatch(i -> i.outcome() == Outcome.DECIDED || i.outcome() == Outcome.ALREADY);
    }
  }

  /**
   * It is not what was previewed: nothing was done.
   *
   * @param now a preview of what there is by now
   */
  record Changed(Preview now) implements BulkResult {}

  /** More than {@value BulkReview#MAX_VIOLATIONS} pass the filter: nothing was done. */
  record TooMany() implements BulkResult {}
}
