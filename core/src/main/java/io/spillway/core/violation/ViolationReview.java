package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.Decision;
import io.spillway.ReviewResult;
import io.spillway.Reviews;
import io.spillway.core.InputCheck;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PortException;
import io.spillway.ports.SortableTime;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How moderators decide about withheld messages.
 *
 * <p>One that waits is upheld or dismissed, or escalated once, which leaves it to any other
 * moderator; a decided one can be reopened. Who took the last step can take it back for a while.
 * Each step names the version that the moderator saw, so that of two who decide at once one is told
 * what the other did, and each is appended to the audit trail. While a moderator has claimed it,
 * steps need the claim's token. A dismissal releases the message, and any later step withholds it
 * again.
 *
 * <p>A decision is recorded with the effect that it owes to the readers, which is performed after
 * that; {@link MessageVisibility} says how this stays right when several act at once or one
 * crashes, and {@link #applyPending} finishes what was left.
 *
 * <p>Safe for use by many threads.
 */
public final class ViolationReview implements Reviews {

  private final ViolationStore violations;
  private final MessageVisibility enforcement;
  private final InstantSource clock;
  private final ReviewSteps steps;

  /**
   * With {@link #UNDO_WINDOW}.
   *
   * @param messages where messages are stored
   * @param violations where violations are stored
   * @param clock tells when each step is taken, and which can still be taken back
   */
  public ViolationReview(MessageStore messages, ViolationStore violations, InstantSource clock) {
    this(messages, violations, clock, UNDO_WINDOW);
  }

  /**
   * A review in these stores.
   *
   * @param messages where messages are stored
   * @param violations where violations are stored
   * @param clock tells when each step is taken, and which can still be taken back
   * @param undoWindow how long a step can be taken back; zero for not at all
   */
  public ViolationReview(
      MessageStore messages, ViolationStore violations, InstantSource clock, Duration undoWindow) {
    this.violations = requireNonNull(violations, "violations");
    this.enforcement = new MessageVisibility(messages, violations);
    this.clock = requireNonNull(clock, "clock");
    this.steps = new ReviewSteps(violations, enforcement, clock, undoWindow);
  }

  @Override
  public ReviewResult decide(ViolationId id, String version, Decision decision) {
    return steps.decide(id, version, CheckedDecision.of(decision));
  }

  @Override
  public Optional<Versioned<Violation>> find(ViolationId id) {
    return violations.find(id);
  }

  /**
   * Dismisses a violation on behalf of a rule that acts by itself, so that its message is
   * published.
   *
   * @param id of the violation
   * @param version the one that the rule saw
   * @param note why; at most {@value AuditEntry#MAX_NOTE_LENGTH} characters
   * @param rule its name, which begins with {@value InputCheck#SYSTEM_PREFIX}
   * @return what came of it, as for a moderator
   * @throws IllegalArgumentException for the name of a person
   * @throws PortException when it is not known whether it was recorded
   */
  public ReviewResult release(ViolationId id, String version, String note, String rule) {
    if (!rule.startsWith(InputCheck.SYSTEM_PREFIX)) {
      throw new IllegalArgumentException("rule must begin with " + InputCheck.SYSTEM_PREFIX);
    }
    return steps.decide(
        id, version, new CheckedDecision(ViolationState.DISMISSED, null, note, rule, null));
  }

  @Override
  public ReviewResult undo(
      ViolationId id,
      String version,
      @Nullable String note,
      @Nullable String moderator,
      @Nullable String claimToken) {
    InputCheck check = new InputCheck();
    String why = check.note("note", note, AuditEntry.MAX_NOTE_LENGTH);
    String who = check.person("moderator", moderator, MAX_MODERATOR_LENGTH);
    check.orThrow();
    return steps.undo(id, version, why, who, claimToken);
  }

  @Override
  public int applyPending(int limit) {
    return each(
        violations.pendingEffects(PendingEffect.UNSETTLED, null, limit),
        owing -> settle(owing.value().id()));
  }

  private static int each(
      List<Versioned<Violation>> found, ToIntFunction<Versioned<Violation>> work) {
    int finished = 0;
    PortException first = null;
    for (Versioned<Violation> violation : found) {
      try {
        finished += work.applyAsInt(violation);
      } catch (PortException e) {
        first = first == null ? e : first;
        if (e.failure().category() == FailureCategory.THROTTLED) {
          break;
        }
      }
    }
    if (first != null) {
      throw first;
    }
    return finished;
  }

  @Override
  public int confirm(int limit) {
    Instant before = SortableTime.stored(clock.instant()).minus(MessageVisibility.LATEST);
    return each(
        violations.pendingEffects(EnumSet.of(PendingEffect.CONFIRM), before, limit),
        found -> finished(found, enforcement.confirm(found)));
  }

  /** Reads it again first: the list may be old by the time its last ones have their turn. */
  private int settle(ViolationId id) {
    Optional<Versioned<Violation>> owing =
        violations
            .find(id)
            .filter(current -> current.value().pendingEffect() != PendingEffect.NONE);
    return owing.map(found -> finished(found, enforcement.settle(found))).orElse(0);
  }

  /** One that was erased meanwhile comes back as it was: with it went what it owed. */
  private static int finished(Versioned<Violation> found, Versioned<Violation> now) {
    return now.equals(found) ? 0 : 1;
  }
}
