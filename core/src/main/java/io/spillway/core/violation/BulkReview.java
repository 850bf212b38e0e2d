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
 * One decision about many violations: those that pass a filter.
 *
 * <p>First it is previewed, which says how many there are and names exactly these by an id. Applied
 * it is only with that count and id, and only while they still are what passes the filter; whatever
 * came in between, the moderator sees the new count first. Each violation is decided by
 * compare-and-set of its own, and one that is claimed is left alone.
 *
 * <p>The id is recorded with each step, so a bulk decision that was cut short can be applied again
 * and goes on: what it has decided counts as seen, and is not decided twice, even where somebody
 * has taken it back since.
 *
 * <p>Safe for use by many threads.
 */
public final class BulkReview {

  /** Most violations that one bulk decision is about. */
  public static final int MAX_VIOLATIONS = 500;

  private final ViolationArchive archive;
  private final InstantSource clock;
  private final ReviewSteps steps;

  /**
   * A review in these stores.
   *
   * @param messages where released messages go
   * @param violations where violations are stored
   * @param archive lists them
   * @param clock tells when each step is taken
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
   * What a bulk decision would be about.
   *
   * @param filter must name a state, one from which the rules lead to {@code to}
   * @param to the state that they are to have
   * @return a preview or {@code TooMany}
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws PortException when the store cannot be reached
   */
  public BulkResult preview(ViolationFilter filter, ViolationState to) {
    InputCheck check = new InputCheck();
    checkStates(check, filter, to);
    check.orThrow();
    ViolationFilter ended = ended(filter);
    List<Versioned<Violation>> found = all(ended);
    return found.size() > MAX_VIOLATIONS
        ? new TooMany()
        : preview(ended, BulkSet.of(to, found, List.of()));
  }

  /**
   * Decides what was previewed.
   *
   * @param filter as the preview has it
   * @param decision with a reason; its claim token is not used
   * @param count as the preview has it
   * @param bulkId as the preview has it
   * @return applied, {@code Changed} or {@code TooMany}
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws PortException when the store cannot be reached at all; safe to do again
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

    ViolationFilter ended = ended(filter);
    List<Versioned<Violation>> found = all(ended);
    if (found.size() > MAX_VIOLATIONS) {
      return new TooMany();
    }
    // In this order: what is decided in between is in both, and never in none.
    List<Versioned<Violation>> done = all(ViolationFilter.all().ofBulk(id));
    BulkSet set = BulkSet.of(checked.to(), found, done, id);
    if (set.count() != confirmed || !set.id().equals(id)) {
      return new Changed(preview(ended, BulkSet.of(checked.to(), found, List.of())));
    }
    return applied(set, checked);
  }

  private static void checkStates(InputCheck check, ViolationFilter filter, ViolationState to) {
    ViolationState from = filter.state();
    if (from == null) {
      check.reject("filter.state", "is required");
    } else if (!ReviewRules.next(from).contains(to)) {
      check.reject("state", "must be one that " + from + " can become: " + ReviewRules.next(from));
    }
  }

  private Applied applied(BulkSet set, CheckedDecision decision) {
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

  /** All that pass, or a few more than are allowed. */
  private List<Versioned<Violation>> all(ViolationFilter filter) {
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

  /** The filter with an end: now, unless it has one. */
  private ViolationFilter ended(ViolationFilter filter) {
    if (filter.to() != null) {
      return filter;
    }
    Instant now = clock.instant();
    return filter.withheldBefore(now);
  }
}
