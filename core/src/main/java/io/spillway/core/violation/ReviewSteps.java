package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.InvalidInputException;
import io.spillway.ReviewResult;
import io.spillway.ReviewResult.ClaimLost;
import io.spillway.ReviewResult.Decided;
import io.spillway.ReviewResult.NotAllowed;
import io.spillway.ReviewResult.NotFound;
import io.spillway.ReviewResult.Stale;
import io.spillway.ReviewResult.Taken;
import io.spillway.ports.PersonNames;
import io.spillway.ports.PortException;
import io.spillway.ports.Replacement;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ReviewAction;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records review steps by compare-and-set, and applies their effects. */
final class ReviewSteps {

  private final ViolationStore violations;
  private final MessageVisibility enforcement;
  private final InstantSource clock;
  private final Duration undoWindow;

  ReviewSteps(
      ViolationStore violations,
      MessageVisibility enforcement,
      InstantSource clock,
      Duration undoWindow) {
    this.violations = violations;
    this.enforcement = enforcement;
    this.clock = clock;
    this.undoWindow = requireNonNull(undoWindow, "undoWindow");
  }

  ReviewResult decide(ViolationId id, String version, CheckedDecision checked) {
    return step(
        id,
        version,
        checked.claimToken(),
        current ->
            ReviewRules.obstacle(current, checked.to(), checked.moderator())
                .<Step>map(Step.Refused::new)
                .orElseGet(() -> new Step.Taken(entry(current, checked, null))));
  }

  ReviewResult undo(
      ViolationId id, String version, String note, String who, @Nullable String claimToken) {
    Instant now = clock.instant();
    return step(
        id,
        version,
        claimToken,
        current ->
            ReviewRules.obstacleToUndo(current, who, now, undoWindow)
                .<Step>map(Step.Refused::new)
                .orElseGet(() -> new Step.Taken(undoEntry(current, who, note))));
  }

  /**
   * Decides one violation of a bulk decision, on the version that was listed. The moderator's own
   * claim is no obstacle.
   */
  ReviewResult decideInBulk(Versioned<Violation> found, CheckedDecision checked, String bulkId) {
    String who = checked.moderator();
    Claim claim = claimOfAnother(found, who);
    if (claim != null) {
      return new Taken(found, claim);
    }
    return ReviewRules.obstacle(found.value(), checked.to(), who)
        .<ReviewResult>map(reason -> new NotAllowed(found, reason))
        .orElseGet(() -> record(found, entry(found.value(), checked, bulkId)));
  }

  /** Undoes one violation of a bulk decision, on the version that was listed. */
  ReviewResult undoInBulk(Versioned<Violation> found, String who) {
    Claim claim = claimOfAnother(found, who);
    if (claim != null) {
      return new Taken(found, claim);
    }
    return ReviewRules.obstacleToUndo(found.value(), who, clock.instant(), undoWindow)
        .<ReviewResult>map(reason -> new NotAllowed(found, reason))
        .orElseGet(() -> record(found, undoEntry(found.value(), who, "")));
  }

  private @Nullable Claim claimOfAnother(Versioned<Violation> found, String who) {
    Claim claim = found.value().assignment().claimAt(clock.instant());
    return claim != null && PersonNames.same(claim.holder(), who) ? null : claim;
  }

  /**
   * Hands a case over, and ends a claim of the moderator who does. A repeated assignment without a
   * note changes nothing.
   *
   * @param assignee the new assignee; null for none
   * @throws InvalidInputException if the assignee is excluded
   */
  ReviewResult assign(
      ViolationId id, String version, @Nullable String assignee, String note, String who) {
    Versioned<Violation> found = violations.find(id).orElse(null);
    if (found == null) {
      return new NotFound();
    }
    Claim claim = claimOfAnother(found, who);
    if (claim != null) {
      return new Taken(found, claim);
    }
    if (!found.version().equals(version)) {
      return new Stale(found);
    }
    Violation before = found.value();
    Optional<String> obstacle = ReviewRules.obstacleToAssign(before);
    if (obstacle.isPresent()) {
      return new NotAllowed(found, obstacle.get());
    }
    Assignment assignment = before.assignment();
    if (assignee != null && !assignment.isOpenTo(assignee)) {
      throw new InvalidInputException("to", "must be a moderator who may decide this case");
    }
    if (note.isEmpty() && Objects.equals(assignee, assignment.assignee())) {
      return new Decided(found);
    }
    AuditEntry entry = AuditEntry.assignment(clock.instant(), who, before.state(), assignee, note);
    Assignment next = assignment.assignedTo(assignee).claimed(null);
    return write(found, before.after(entry, before.pendingEffect(), next));
  }

  /** A step, or the reason for its refusal. */
  private sealed interface Step {
    record Taken(AuditEntry entry) implements Step {}

    record Refused(String reason) implements Step {}
  }

  private ReviewResult step(
      ViolationId id, String version, @Nullable String token, Function<Violation, Step> next) {
    Versioned<Violation> found = violations.find(id).orElse(null);
    if (found == null) {
      return new NotFound();
    }
    Optional<ReviewResult> refused = refuse(found, version, token);
    if (refused.isPresent()) {
      return refused.get();
    }
    Step step = next.apply(found.value());
    return step instanceof Step.Taken taken
        ? record(found, taken.entry())
        : new NotAllowed(found, ((Step.Refused) step).reason());
  }

  /** Checks claim and version; a claim by another moderator is reported first. */
  private Optional<ReviewResult> refuse(
      Versioned<Violation> found, String version, @Nullable String token) {
    Assignment assignment = found.value().assignment();
    boolean isMine = ClaimTokens.isOf(assignment.claim(), token);
    Claim claim = assignment.claimAt(clock.instant());
    if (claim != null && !isMine) {
      return Optional.of(new Taken(found, claim));
    }
    if (!found.version().equals(version)) {
      return Optional.of(new Stale(found));
    }
    return token != null && !isMine ? Optional.of(new ClaimLost(found)) : Optional.empty();
  }

  ReviewResult record(Versioned<Violation> found, AuditEntry entry) {
    Violation before = found.value();
    Violation after =
        before.after(
            entry,
            ReviewRules.pendingEffect(before, entry.to()),
            ReviewRules.assignment(before, entry));
    return write(found, after);
  }

  private ReviewResult write(Versioned<Violation> found, Violation after) {
    return ViolationReplacement.replace(violations, found, after)
        .map(this::result)
        .orElseGet(NotFound::new);
  }

  private ReviewResult result(Replacement<Violation> written) {
    return written instanceof Replaced<Violation> replaced
        ? new Decided(apply(replaced.stored()))
        : new Stale(((Replacement.Stale<Violation>) written).current());
  }

  private AuditEntry entry(Violation before, CheckedDecision decision, @Nullable String bulkId) {
    return AuditEntry.of(
            clock.instant(), decision.moderator(), before.state(), decision.to(), decision.note())
        .withReason(decision.reason())
        .withBulkId(bulkId);
  }

  private AuditEntry undoEntry(Violation before, String who, String note) {
    ViolationState back = requireNonNull(ReviewRules.stateBefore(before.lastStep()));
    return AuditEntry.of(clock.instant(), who, before.state(), back, note)
        .withAction(ReviewAction.UNDO)
        .withReason(ReasonCode.MISTAKE);
  }

  /** Applies the effect of a recorded decision; if that fails, the sweep applies it. */
  Versioned<Violation> apply(Versioned<Violation> decided) {
    if (decided.value().pendingEffect() == PendingEffect.NONE) {
      return decided;
    }
    try {
      Versioned<Violation> settled = enforcement.settle(decided);
      boolean isOurs = settled.value().audit().equals(decided.value().audit());
      return isOurs ? settled : decided;
    } catch (PortException failed) {
      return decided;
    }
  }
}
