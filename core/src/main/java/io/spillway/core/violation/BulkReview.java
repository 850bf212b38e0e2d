package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.Decision;
import io.spillway.ReviewResult;
import io.spillway.Reviews;
import io.spillway.core.InputCheck;
import io.spillway.core.violation.BulkResult.Applied;
import io.spillway.core.violation.BulkResult.Changed;
import io.spillway.core.violation.BulkResult.Item;
import io.spillway.core.violation.BulkResult.Outcome;
import io.spillway.core.violation.BulkResult.Preview;
import io.spillway.core.violation.BulkResult.TooMany;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
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
import org.jspecify.annotations.Nullable;

/**
 * Bulk decision about all violations that pass a filter.
 *
 * <p>A preview returns the number of violations, and an id of exactly this set. The decision is
 * applied only with that count and id, and only while the set is unchanged; after a change the
 * moderator sees a new preview first. Each violation is decided by its own compare-and-set; claimed
 * violations are skipped.
 *
 * <p>The id is recorded in each audit entry, so an interrupted bulk decision continues when it is
 * applied again: violations that it has decided are not decided twice, even if the decision was
 * undone since.
 *
 * <p>Safe for use by many threads.
 */
public final class BulkReview {

  /** Most violations of one bulk decision. */
  public static final int MAX_VIOLATIONS = 500;

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
   * @param filter the filter, with a state from which {@code to} can be reached
   * @param to the new state
   * @return the preview, or {@code TooMany}
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws PortException if the store failed
   */
  public BulkResult preview(ViolationFilter filter, ViolationState to) {
    InputCheck check = new InputCheck();
    checkStates(check, filter, to);
    check.orThrow();
    ViolationFilter ended = withEnd(filter);
    List<Versioned<Violation>> found = listAll(ended);
    return found.size() > MAX_VIOLATIONS
        ? new TooMany()
        : preview(ended, BulkSet.of(to, found, List.of()));
  }

  /**
   * Applies a previewed decision.
   *
   * @param filter the preview's filter
   * @param decision the decision, with a reason; its claim token is ignored
   * @param count the preview's count
   * @param bulkId the preview's id
   * @return the outcomes, {@code Changed} or {@code TooMany}
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws PortException if the listing failed; safe to call again
   */
  public BulkResult apply(
      ViolationFilter filter, Decision decision, @Nullable Integer count, @Nullable String bulkId) {
    InputCheck check = new InputCheck();
    checkStates(check, filter, decision.to());
    if (decision.reason() == null) {
      check.reject("reason", "is required");
    }
    int confirmed = check.number("count", count, 0, MAX_VIOLATIONS);
    String id = check.name("bulkId", bulkId, BulkSet.ID_LENGTH);
    check.orThrow();
    CheckedDecision checked = CheckedDecision.of(decision);

    ViolationFilter ended = withEnd(filter);
    List<Versioned<Violation>> found = listAll(ended);
    if (found.size() > MAX_VIOLATIONS) {
      return new TooMany();
    }
    // Read in this order, so that a concurrent decision appears in both lists, never in none.
    List<Versioned<Violation>> done = listAll(ViolationFilter.all().ofBulk(id));
    BulkSet set = BulkSet.of(checked.to(), found, done, id);
    if (set.count() != confirmed || !set.id().equals(id)) {
      return new Changed(preview(ended, BulkSet.of(checked.to(), found, List.of())));
    }
    return applyAll(set, checked);
  }

  private static void checkStates(InputCheck check, ViolationFilter filter, ViolationState to) {
    ViolationState from = filter.state();
    if (from == null) {
      check.reject("filter.state", "is required");
    } else if (!ReviewRules.next(from).contains(to)) {
      check.reject(
          "state",
          "must be " + ReviewRules.names(ReviewRules.next(from)) + " for violations in this state");
    }
  }

  private Applied applyAll(BulkSet set, CheckedDecision decision) {
    List<Item> items = new ArrayList<>();
    set.done().forEach(violation -> items.add(new Item(violation.id(), Outcome.ALREADY)));
    boolean isThrottled = false;
    for (Versioned<Violation> found : set.left()) {
      Outcome outcome = Outcome.LEFT;
      if (!isThrottled) {
        try {
          outcome = outcome(steps.decideInBulk(found, decision, set.id()));
        } catch (PortException e) {
          isThrottled = e.failure().category() == FailureCategory.THROTTLED;
          outcome = Outcome.FAILED;
        }
      }
      items.add(new Item(found.value().id(), outcome));
    }
    return new Applied(items);
  }

  private static Outcome outcome(ReviewResult result) {
    if (result instanceof ReviewResult.Decided) {
      return Outcome.DECIDED;
    }
    if (result instanceof ReviewResult.Taken) {
      return Outcome.CLAIMED;
    }
    return result instanceof ReviewResult.NotAllowed ? Outcome.NOT_ALLOWED : Outcome.STALE;
  }

  private Preview preview(ViolationFilter filter, BulkSet set) {
    Instant now = clock.instant();
    long claimed =
        set.left().stream()
            .filter(found -> found.value().assignment().claimAt(now) != null)
            .count();
    return new Preview(filter, set.count(), Math.toIntExact(claimed), set.id());
  }

  /** Returns all violations that pass a filter, or slightly more than the limit. */
  private List<Versioned<Violation>> listAll(ViolationFilter filter) {
    List<Versioned<Violation>> all = new ArrayList<>();
    PageRequest page = PageRequest.first(PageRequest.MAX_LIMIT);
    while (true) {
      var found = archive.list(filter, page);
      all.addAll(found.items());
      if (found.nextCursor() == null || all.size() > MAX_VIOLATIONS) {
        return all;
      }
      page = page.at(found.nextCursor());
    }
  }

  /** Returns the filter with an end: the current time, unless it has one. */
  private ViolationFilter withEnd(ViolationFilter filter) {
    if (filter.to() != null) {
      return filter;
    }
    Instant now = clock.instant();
    return filter.withheldBefore(now);
  }
}
