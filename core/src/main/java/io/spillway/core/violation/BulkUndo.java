package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ReviewResult;
import io.spillway.Reviews;
import io.spillway.core.InputCheck;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PersonNames;
import io.spillway.ports.PortException;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Undo of a bulk decision, in slices: each violation whose last step belongs to it is undone as by
 * {@link Reviews#undo}. Violations that had a later step are left. Idempotent, because an undone
 * violation has had a later step.
 *
 * <p>Safe for use by many threads.
 */
public final class BulkUndo {

  /** Most violations of one slice. */
  public static final int MAX_SLICE = BulkReview.MAX_SLICE;

  private final ViolationArchive archive;
  private final InstantSource clock;
  private final Duration window = Reviews.UNDO_WINDOW;
  private final ReviewSteps steps;

  /**
   * Creates the undo of bulk decisions.
   *
   * @param messages the store of messages
   * @param violations the store of violations
   * @param archive the listing of violations
   * @param clock the time of steps
   */
  public BulkUndo(
      MessageStore messages,
      ViolationStore violations,
      ViolationArchive archive,
      InstantSource clock) {
    this.archive = requireNonNull(archive, "archive");
    this.clock = requireNonNull(clock, "clock");
    this.steps =
        new ReviewSteps(violations, new MessageVisibility(messages, violations), clock, window);
  }

  /** Outcome for one violation. */
  public enum Outcome {
    /** Undone by this call. */
    UNDONE,
    /** Decided too long ago; counted by the last slice. */
    TOO_LATE,
    /** Changed or claimed by another moderator meanwhile. */
    CHANGED,
    /** A store failed; safe to try again. */
    FAILED
  }

  /**
   * A slice was worked on.
   *
   * @param counts the number of violations by outcome
   * @param isComplete whether nothing is left to undo; if not, undo again
   */
  public record Result(Map<Outcome, Long> counts, boolean isComplete) {
    public Result {
      counts = Map.copyOf(counts);
    }

    /**
     * {@return the number of violations with an outcome}
     *
     * @param outcome the outcome
     */
    public long count(Outcome outcome) {
      return counts.getOrDefault(outcome, 0L);
    }
  }

  /**
   * Undoes the next slice of a bulk decision.
   *
   * @param bulkId the id of the bulk decision
   * @param moderator the moderator, who undoes only their own decisions
   * @param streamId the only stream; null for all
   * @return the result of this slice
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws PortException if a listing failed; safe to call again
   */
  public Result undo(
      @Nullable String bulkId, @Nullable String moderator, @Nullable String streamId) {
    InputCheck check = new InputCheck();
    String id = check.name("bulkId", bulkId, BulkId.MAX_LENGTH);
    String who = check.person("moderator", moderator, Reviews.MAX_MODERATOR_LENGTH);
    check.orThrow();
    // The earliest time whose step can be undone now.
    Instant earliest = clock.instant().minus(window).plusNanos(1);
    ViolationFilter decided = ViolationFilter.all().ofBulk(id).inStream(streamId);
    List<Versioned<Violation>> found = listOwn(decided.decidedFrom(earliest), who);
    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    boolean isThrottled = false;
    for (Versioned<Violation> one : found.subList(0, Math.min(MAX_SLICE, found.size()))) {
      Outcome outcome = Outcome.FAILED;
      if (!isThrottled) {
        try {
          outcome = outcome(steps.undoInBulk(one, who));
        } catch (PortException e) {
          isThrottled = e.failure().category() == FailureCategory.THROTTLED;
        }
      }
      counts.merge(outcome, 1L, Long::sum);
    }
    boolean isComplete = found.size() <= MAX_SLICE && !counts.containsKey(Outcome.FAILED);
    if (isComplete) {
      long late = archive.count(decided.steppedBefore(earliest), BulkReview.MAX_VIOLATIONS);
      counts.merge(Outcome.TOO_LATE, late, Long::sum);
    }
    return new Result(counts, isComplete);
  }

  /** Returns the violations that this moderator may undo, or one more than a slice. */
  private List<Versioned<Violation>> listOwn(ViolationFilter filter, String who) {
    List<Versioned<Violation>> own = new ArrayList<>();
    PageRequest page = PageRequest.first(PageRequest.MAX_LIMIT);
    while (true) {
      Page<Versioned<Violation>> found = archive.list(filter, page);
      for (Versioned<Violation> one : found.items()) {
        if (PersonNames.same(one.value().lastStep().who(), who)) {
          own.add(one);
        }
      }
      if (found.nextCursor() == null || own.size() > MAX_SLICE) {
        return own;
      }
      page = page.at(found.nextCursor());
    }
  }

  private Outcome outcome(ReviewResult result) {
    if (result instanceof ReviewResult.Decided) {
      return Outcome.UNDONE;
    }
    boolean isLate =
        result instanceof ReviewResult.NotAllowed refused
            && !clock.instant().isBefore(refused.current().value().lastStep().at().plus(window));
    return isLate ? Outcome.TOO_LATE : Outcome.CHANGED;
  }
}
