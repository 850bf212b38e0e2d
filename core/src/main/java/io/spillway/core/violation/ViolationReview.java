package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.Decision;
import io.spillway.ReviewResult;
import io.spillway.Reviews;
import io.spillway.Withholding;
import io.spillway.core.InputCheck;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PortException;
import io.spillway.ports.SortableTime;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.telemetry.Telemetry;
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
 * Moderators' decisions about withheld messages.
 *
 * <p>A waiting violation is upheld or dismissed, or escalated once, which leaves it to any other
 * moderator; a decided one can be reopened. The moderator of the last step can undo it for a
 * limited time. Each step is a compare-and-set on the version that the moderator saw, and is
 * appended to the audit trail. While a violation is claimed, steps need the claim's token. A
 * dismissal releases the message, and any later step withholds it again.
 *
 * <p>A decision is recorded with its pending effect, which is applied afterwards; {@link
 * MessageVisibility} explains the consistency under concurrency and crashes, and {@link
 * #applyPending} applies the effects that were left.
 *
 * <p>Safe for use by many threads.
 */
public final class ViolationReview implements Reviews {

  private final ViolationStore violations;
  private final MessageVisibility enforcement;
  private final InstantSource clock;
  private final ReviewSteps steps;
  private final PublishedMessages published;
  private final ReleaseNotice notice;

  /**
   * Creates a review with {@link #UNDO_WINDOW}.
   *
   * @param messages the store of messages
   * @param violations the store of violations
   * @param clock the time of steps and of the undo window
   */
  public ViolationReview(MessageStore messages, ViolationStore violations, InstantSource clock) {
    this(messages, violations, clock, UNDO_WINDOW, Telemetry.NONE, ReleaseNotice.NONE);
  }

  /**
   * Creates a review.
   *
   * @param messages the store of messages
   * @param violations the store of violations
   * @param clock the time of steps and of the undo window
   * @param undoWindow the time in which a step can be undone; zero for never
   * @param telemetry the receiver of withdrawn messages
   * @param notice the notice of released messages, given by {@link #applyPending}
   */
  public ViolationReview(
      MessageStore messages,
      ViolationStore violations,
      InstantSource clock,
      Duration undoWindow,
      Telemetry telemetry,
      ReleaseNotice notice) {
    this.violations = requireNonNull(violations, "violations");
    this.enforcement = new MessageVisibility(messages, violations);
    this.clock = requireNonNull(clock, "clock");
    this.steps = new ReviewSteps(violations, enforcement, clock, undoWindow);
    this.notice = requireNonNull(notice, "notice");
    this.published = new PublishedMessages(messages, violations, steps, clock, telemetry);
  }

  @Override
  public ReviewResult decide(ViolationId id, String version, Decision decision) {
    return steps.decide(id, version, CheckedDecision.of(decision));
  }

  @Override
  public ReviewResult withhold(ViolationId id, Withholding withholding) {
    return published.withhold(id, CheckedWithholding.of(withholding), null);
  }

  @Override
  public Optional<Versioned<Violation>> find(ViolationId id) {
    return violations.find(id);
  }

  /**
   * Dismisses a violation on behalf of an automatic rule, so that its message is published.
   *
   * @param id the violation's id
   * @param version the version that the rule saw
   * @param note the reason, at most {@value AuditEntry#MAX_NOTE_LENGTH} characters
   * @param rule the rule's name, which begins with {@value InputCheck#SYSTEM_PREFIX}
   * @return the result, as for a moderator
   * @throws IllegalArgumentException for the name of a person
   * @throws PortException if the store failed; the decision may have been recorded
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
  public ReviewResult assign(
      ViolationId id,
      String version,
      @Nullable String assignee,
      @Nullable String note,
      @Nullable String moderator) {
    InputCheck check = new InputCheck();
    String to = assignee == null ? null : check.person("to", assignee, MAX_MODERATOR_LENGTH);
    String why = check.note("note", note, AuditEntry.MAX_NOTE_LENGTH);
    String who = check.person("moderator", moderator, MAX_MODERATOR_LENGTH);
    check.orThrow();
    return steps.assign(id, version, to, why, who);
  }

  @Override
  public int applyPending(int limit) {
    return forEach(
        violations.pendingEffects(PendingEffect.UNSETTLED, null, limit),
        pending -> settle(pending.value().id()));
  }

  private static int forEach(
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
    return forEach(
        violations.pendingEffects(EnumSet.of(PendingEffect.CONFIRM), before, limit),
        found -> countApplied(found, enforcement.confirm(found)));
  }

  /** Applies a pending effect. Reads the violation again first, because the list may be stale. */
  private int settle(ViolationId id) {
    Optional<Versioned<Violation>> pending =
        violations
            .find(id)
            .filter(current -> current.value().pendingEffect() != PendingEffect.NONE);
    return pending.map(found -> countApplied(found, enforcement.settle(found, notice))).orElse(0);
  }

  /**
   * Returns 1 if an effect was applied; a violation that was erased meanwhile, or whose notice is
   * still to be given, is returned unchanged.
   */
  private static int countApplied(Versioned<Violation> found, Versioned<Violation> now) {
    return now.value().equals(found.value()) ? 0 : 1;
  }
}
