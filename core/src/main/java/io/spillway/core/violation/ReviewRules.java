package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.ESCALATED;
import static io.spillway.ports.violation.ViolationState.REOPENED;
import static io.spillway.ports.violation.ViolationState.REPORTED;
import static io.spillway.ports.violation.ViolationState.UPHELD;

import io.spillway.ports.PersonNames;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ReviewAction;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules of the review: allowed transitions and their effects. */
final class ReviewRules {

  private ReviewRules() {}

  /** Returns the reason why a moderator cannot move a violation to a state; empty if they can. */
  static Optional<String> obstacle(Violation violation, ViolationState to, String moderator) {
    Set<ViolationState> next = next(violation.state());
    if (!next.contains(to)) {
      return Optional.of(
          "This case is %s and can only become %s, not %s"
              .formatted(name(violation.state()), names(next), name(to)));
    }
    // Also for decided ones, so that an excluded moderator cannot decide an appeal by reopening.
    if (!violation.assignment().isOpenTo(moderator)) {
      return Optional.of(
          "Another moderator must " + (to == REOPENED ? "reopen" : "decide") + " this case");
    }
    return fullTrail(violation, to);
  }

  /** Returns the reason why a case cannot be handed over; empty if it can. */
  static Optional<String> obstacleToAssign(Violation violation) {
    return violation.state().waits()
        ? fullTrail(violation, violation.state())
        : Optional.of("The case is not waiting for a decision");
  }

  /** Returns the reason why a moderator cannot withhold a dismissed case; empty if they can. */
  static Optional<String> obstacleToWithhold(Violation dismissed, String moderator) {
    return dismissed.assignment().isOpenTo(moderator)
        ? fullTrail(dismissed, UPHELD)
        : Optional.of("Another moderator must decide this case");
  }

  /** Returns the reason why a moderator cannot undo the last step; empty if they can. */
  static Optional<String> obstacleToUndo(
      Violation violation, String moderator, Instant now, Duration window) {
    AuditEntry last = violation.lastStep();
    ViolationState back = stateBefore(last);
    boolean isDecision = last.action() != ReviewAction.UNDO && last.action() != ReviewAction.ASSIGN;
    if (back == null || !isDecision) {
      return Optional.of("There is no decision to undo");
    }
    if (!PersonNames.same(last.who(), moderator)) {
      return Optional.of("Only " + last.who() + " can undo this decision");
    }
    if (!now.isBefore(last.at().plus(window))) {
      return Optional.of("The undo window of " + window.toMinutes() + " minutes is over");
    }
    return fullTrail(violation, back);
  }

  /**
   * Returns the reason why the audit trail has no capacity for a step; empty if it has. The last
   * entry is reserved for a decision.
   */
  static Optional<String> fullTrail(Violation violation, ViolationState to) {
    int steps = to.waits() ? 2 : 1;
    return violation.audit().size() + steps > Violation.MAX_AUDIT_ENTRIES
        ? Optional.of("Audit trail is full (" + Violation.MAX_AUDIT_ENTRIES + " entries)")
        : Optional.empty();
  }

  /** Returns the names of states, in lower case and joined by "or". */
  static String names(Set<ViolationState> states) {
    return states.stream().map(ReviewRules::name).collect(Collectors.joining(" or "));
  }

  private static String name(ViolationState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  static Set<ViolationState> next(ViolationState from) {
    return switch (from) {
      case OPEN, REOPENED, REPORTED -> EnumSet.of(UPHELD, DISMISSED, ESCALATED);
      case ESCALATED -> EnumSet.of(UPHELD, DISMISSED);
      case UPHELD, DISMISSED -> EnumSet.of(REOPENED);
    };
  }

  /** Returns the reason codes allowed for a step to a state. */
  static Set<ReasonCode> reasons(ViolationState to) {
    return Collections.unmodifiableSet(
        switch (to) {
          case OPEN, REPORTED -> EnumSet.noneOf(ReasonCode.class);
          case UPHELD -> EnumSet.range(ReasonCode.HARASSMENT, ReasonCode.OTHER_RULE);
          case DISMISSED ->
              EnumSet.of(
                  ReasonCode.FALSE_POSITIVE,
                  ReasonCode.CONTEXT,
                  ReasonCode.POLICY_TOO_STRICT,
                  ReasonCode.NEW_EVIDENCE,
                  ReasonCode.APPEAL);
          case REOPENED ->
              EnumSet.of(ReasonCode.NEW_EVIDENCE, ReasonCode.APPEAL, ReasonCode.MISTAKE);
          case ESCALATED -> EnumSet.of(ReasonCode.NEEDS_EXPERT, ReasonCode.POLICY_UNCLEAR);
        });
  }

  /** Returns the assignment after a step. */
  static Assignment assignment(Violation before, AuditEntry step) {
    Assignment assignment = before.assignment();
    Set<String> excluded = new HashSet<>(assignment.excluded());
    if (step.action() == ReviewAction.UNDO) {
      if (before.state() == ESCALATED) {
        excluded.removeIf(other -> PersonNames.same(other, step.who()));
      }
      return assignment.excluding(excluded);
    }
    if (step.to() == ESCALATED) {
      excluded.add(step.who());
      return assignment.excluding(excluded);
    }
    return step.to() == REOPENED
        ? assignment.due(Urgency.dueAt(before.verdict(), step.at())).excluding(excluded)
        : assignment.claimed(null);
  }

  /**
   * Returns the pending effect of a step. After a release, or while an effect is pending or
   * unconfirmed, a stalled process may apply the opposite effect.
   */
  static PendingEffect pendingEffect(Violation before, ViolationState to) {
    boolean isContested =
        before.pendingEffect() != PendingEffect.NONE
            || before.audit().stream().anyMatch(ReviewRules::isOfPublished);
    if (to.withholds()) {
      return isContested ? PendingEffect.WITHDRAW : PendingEffect.NONE;
    }
    if (isUntouched(before)) {
      return PendingEffect.NONE;
    }
    return isContested ? PendingEffect.RESTORE : PendingEffect.RELEASE;
  }

  /** Returns whether a message was published after this step or, for the first one, before it. */
  private static boolean isOfPublished(AuditEntry step) {
    return !step.to().withholds() || step.action() == ReviewAction.WITHHOLD;
  }

  /** Returns whether the message has been public all the time. */
  private static boolean isUntouched(Violation before) {
    return before.pendingEffect() == PendingEffect.NONE
        && before.audit().stream().allMatch(step -> step.to() == REPORTED);
  }

  /** Returns the state before a step; null for that of a message that was never published. */
  static @Nullable ViolationState stateBefore(AuditEntry step) {
    return step.from() == null && step.action() == ReviewAction.WITHHOLD ? DISMISSED : step.from();
  }
}
