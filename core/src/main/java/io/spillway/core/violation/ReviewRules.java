package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.ESCALATED;
import static io.spillway.ports.violation.ViolationState.REOPENED;
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
import java.util.Optional;
import java.util.Set;

/** Which steps a violation may take, and what they lead to. */
final class ReviewRules {

  private ReviewRules() {}

  /** Why this moderator may not lead it there; empty when they may. */
  static Optional<String> obstacle(Violation violation, ViolationState to, String moderator) {
    Set<ViolationState> next = next(violation.state());
    if (!next.contains(to)) {
      return Optional.of(violation.state() + " can become " + next + " only, not " + to);
    }
    // Also when it is decided: reopening is how an appeal would be decided by whom it is against.
    if (!violation.assignment().isOpenTo(moderator)) {
      return Optional.of(
          "it is for another moderator to " + (to == REOPENED ? "reopen" : "decide"));
    }
    return noRoom(violation, to);
  }

  /** Why this moderator may not take back its last step; empty when they may. */
  static Optional<String> obstacleToUndo(
      Violation violation, String moderator, Instant now, Duration window) {
    AuditEntry last = violation.lastStep();
    ViolationState back = last.from();
    if (back == null || last.action() == ReviewAction.UNDO) {
      return Optional.of("there is no decision to undo");
    }
    if (!PersonNames.same(last.who(), moderator)) {
      return Optional.of("only " + last.who() + " may undo it");
    }
    if (!now.isBefore(last.at().plus(window))) {
      return Optional.of("it could be undone for " + window.toMinutes() + " minutes only");
    }
    return noRoom(violation, back);
  }

  /** The trail is bounded. So the last step of all is one that decides, and after it none is. */
  static Optional<String> noRoom(Violation violation, ViolationState to) {
    int steps = to.waits() ? 2 : 1;
    return violation.audit().size() + steps > Violation.MAX_AUDIT_ENTRIES
        ? Optional.of("it has taken all of its " + Violation.MAX_AUDIT_ENTRIES + " steps")
        : Optional.empty();
  }

  static Set<ViolationState> next(ViolationState from) {
    return switch (from) {
      case OPEN, REOPENED -> EnumSet.of(UPHELD, DISMISSED, ESCALATED);
      case ESCALATED -> EnumSet.of(UPHELD, DISMISSED);
      case UPHELD, DISMISSED -> EnumSet.of(REOPENED);
    };
  }

  /** The reasons that fit a step to a state. */
  static Set<ReasonCode> reasons(ViolationState to) {
    return Collections.unmodifiableSet(
        switch (to) {
          case OPEN -> EnumSet.noneOf(ReasonCode.class);
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

  /** Whose turn it is after a step. */
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
        ? Assignment.dueAt(Urgency.dueAt(before.verdict(), step.at())).excluding(excluded)
        : assignment.claimed(null);
  }

  /**
   * What a step owes to the readers. Once a message was released, or while anything is owed or to
   * be confirmed, somebody who was overtaken may be about to do the opposite.
   */
  static PendingEffect pendingEffect(Violation before, ViolationState to) {
    boolean isContested =
        before.pendingEffect() != PendingEffect.NONE
            || before.audit().stream().anyMatch(step -> step.to() == DISMISSED);
    if (to == DISMISSED) {
      return isContested ? PendingEffect.RESTORE : PendingEffect.RELEASE;
    }
    return isContested ? PendingEffect.WITHDRAW : PendingEffect.NONE;
  }
}
