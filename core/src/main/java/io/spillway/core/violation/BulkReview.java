package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.Decision;
import io.spillway.ReviewResult;
import io.spillway.Reviews;
import io.spillway.core.InputCheck;
import io.spillway.core.violation.BulkResult.Changed;
import io.spillway.core.violation.BulkResult.Item;
import io.spillway.core.violation.BulkResult.Outcome;
import io.spillway.core.violation.BulkResult.Preview;
import io.spillway.core.violation.BulkResult.Slice;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.SortableTime;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Bulk decision about all violations that match a filter, in slices.
 *
 * <p>A preview returns the number of violations, and an id that includes the time of the preview.
 * Only violations that match and have had no step since that time are decided, so that none is
 * decided that the moderator has not seen counted; the first slice is applied only if all of them
 * are left. Each violation is decided by its own compare-and-set; those that others have claimed
 * are skipped.
 *
 * <p>The id is recorded in each audit entry, and a decided violation has had a step. So a slice
 * that is applied twice, or after a crash, continues: no violation is decided twice, even if the
 * decision was undone since.
 *
 * <p>Safe for use by many threads.
 */
public final class BulkReview {

  /** Most violations of one slice. */
  public static final int MAX_SLICE = 500;

  /** Most violations of one bulk decision. */
  public static final int MAX_VIOLATIONS = 10_000;

  private final ViolationArchive archive;
  private final InstantSource clock;
  private final ReviewSteps steps;

  /**
   * Creates a bulk review.
   *
   * @param messages the store of messages
   * @param violations the store of violations
   * @param archive the listing of violations
   * @param clock the time of decisions
   */
  public BulkReview(
      MessageStore messages,
      ViolationStore violations,
      ViolationArchive archive,
      InstantSource clock) {
    this.archive = requireNonNull(archive, "archive");
    this.clock = requireNonNull(clock, "clock");
    this.steps =
        new ReviewSteps(
            violations, new MessageVisibility(messages, violations), clock, Reviews.UNDO_WINDOW);
  }

  /**
   * Previews a bulk decision.
   *
   * @param filter the filter; without a state, of all that wait
   * @param to the new state
   * @param moderator the moderator's name
   * @return the preview
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws PortException if the store failed
   */
  public Preview preview(ViolationFilter filter, ViolationState to, @Nullable String moderator) {
    InputCheck check = new InputCheck();
    checkStates(check, filter, to);
    String who = check.person("moderator", moderator, Reviews.MAX_MODERATOR_LENGTH);
    check.orThrow();
    return previewNow(filter, to, who);
  }

  /**
   * Applies a previewed decision to the next slice.
   *
   * @param filter the preview's filter, with its end
   * @param decision the decision; its claim token is ignored
   * @param count the preview's count
   * @param bulkId the preview's id
   * @param cursor the position of the slice; null for the first one
   * @return the slice, or {@code Changed}
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or of another
   *     decision
   * @throws PortException if a listing failed; safe to call again
   */
  public BulkResult apply(
      ViolationFilter filter,
      Decision decision,
      @Nullable Integer count,
      @Nullable String bulkId,
      @Nullable String cursor) {
    InputCheck check = new InputCheck();
    checkStates(check, filter, decision.to());
    int confirmed = check.number("count", count, 0, MAX_VIOLATIONS);
    String id = check.name("bulkId", bulkId, BulkId.MAX_LENGTH);
    check.orThrow();
    CheckedDecision checked = CheckedDecision.of(decision);

    Instant previewedAt = BulkId.previewedAt(id).orElse(Instant.EPOCH);
    ViolationFilter selected = select(filter);
    if (!id.equals(
        BulkId.of(previewedAt, selected, checked.to(), checked.moderator(), confirmed))) {
      return new Changed(previewNow(filter, checked.to(), checked.moderator()));
    }
    ViolationFilter unchanged = selected.steppedBefore(previewedAt);
    // Read in this order, so that a concurrent decision of the same bulk is not missing in both.
    long done = count(ViolationFilter.all().ofBulk(id));
    long left = count(unchanged);
    if (isChanged(confirmed, done, left) && count(ViolationFilter.all().ofBulk(id)) == done) {
      return new Changed(previewNow(filter, checked.to(), checked.moderator()));
    }
    return slice(unchanged, checked, id, cursor, done, confirmed);
  }

  /**
   * Returns whether other violations would be decided than the moderator saw counted. Before the
   * first decision all must be left; afterwards, other moderators may have decided some of them.
   */
  private static boolean isChanged(int confirmed, long done, long left) {
    if (confirmed == MAX_VIOLATIONS) {
      return done == 0 && left < confirmed;
    }
    return done + left > confirmed || (done == 0 && left < confirmed);
  }

  private static void checkStates(InputCheck check, ViolationFilter filter, ViolationState to) {
    Set<ViolationState> next = new TreeSet<>();
    for (ViolationState from : ViolationState.values()) {
      if (filter.state() == null ? from.waits() : from == filter.state()) {
        next.addAll(ReviewRules.next(from));
      }
    }
    if (!next.contains(to)) {
      check.reject("state", "must be " + ReviewRules.names(next) + " for violations in this state");
    }
  }

  private Slice slice(
      ViolationFilter unchanged,
      CheckedDecision decision,
      String id,
      @Nullable String cursor,
      long done,
      int confirmed) {
    int most = Math.toIntExact(Math.min(MAX_SLICE, Math.max(0, confirmed - done)));
    List<Item> items = new ArrayList<>();
    String next = cursor;
    boolean isOver = most == 0;
    while (!isOver && items.size() < most) {
      int size = Math.min(PageRequest.MAX_LIMIT, most - items.size());
      var found = archive.list(unchanged, new PageRequest(size, next));
      if (!decideAll(found.items(), decision, id, items)) {
        return new Slice(items, false, next, done, count(unchanged));
      }
      next = found.nextCursor();
      isOver = next == null;
    }
    long decided = items.stream().filter(item -> item.outcome() == Outcome.DECIDED).count();
    boolean isComplete = isOver || done + decided >= confirmed;
    return new Slice(items, isComplete, isComplete ? null : next, done, count(unchanged));
  }

  /** Decides the violations of a page; returns false if a store failed. */
  private boolean decideAll(
      List<Versioned<Violation>> page, CheckedDecision decision, String id, List<Item> items) {
    boolean isThrottled = false;
    boolean isFailed = false;
    for (Versioned<Violation> found : page) {
      Outcome outcome = Outcome.LEFT;
      if (!isThrottled) {
        try {
          outcome = outcome(steps.decideInBulk(found, decision, id), id);
        } catch (PortException e) {
          isThrottled = e.failure().category() == FailureCategory.THROTTLED;
          isFailed = true;
          outcome = Outcome.FAILED;
        }
      }
      items.add(new Item(found.value().id(), outcome));
    }
    return !isFailed;
  }

  private static Outcome outcome(ReviewResult result, String id) {
    if (result instanceof ReviewResult.Decided) {
      return Outcome.DECIDED;
    }
    if (result instanceof ReviewResult.Taken) {
      return Outcome.CLAIMED;
    }
    if (result instanceof ReviewResult.Stale stale
        && stale.current().value().audit().stream().anyMatch(step -> id.equals(step.bulkId()))) {
      return Outcome.ALREADY;
    }
    return result instanceof ReviewResult.NotAllowed ? Outcome.NOT_ALLOWED : Outcome.STALE;
  }

  private Preview previewNow(ViolationFilter filter, ViolationState to, String moderator) {
    Instant now = SortableTime.stored(clock.instant());
    ViolationFilter ended = filter.to() == null ? filter.withheldBefore(now) : filter;
    ViolationFilter selected = select(ended);
    ViolationFilter unchanged = selected.steppedBefore(now);
    int all = count(unchanged);
    int count = Math.min(all, MAX_VIOLATIONS);
    long claimed = all == 0 ? 0 : count(unchanged.claimedAt(now));
    String id = BulkId.of(now, selected, to, moderator, count);
    return new Preview(ended, count, all > count, claimed, id);
  }

  /** Counts one more than a bulk decision can have, to tell whether there are more. */
  private int count(ViolationFilter filter) {
    return archive.count(filter, MAX_VIOLATIONS + 1);
  }

  /** Returns the filter of violations that can be decided. */
  private static ViolationFilter select(ViolationFilter filter) {
    return filter.state() == null ? filter.pendingOnly() : filter;
  }
}
