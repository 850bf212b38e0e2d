package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ReviewResult;
import io.spillway.ReviewResult.ClaimLost;
import io.spillway.ReviewResult.Decided;
import io.spillway.ReviewResult.NotAllowed;
import io.spillway.ReviewResult.NotFound;
import io.spillway.ReviewResult.Stale;
import io.spillway.ReviewResult.Taken;
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
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes the steps that the rules allow: by compare-and-set, with the effect that each owes. */
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
        standing ->
            ReviewRules.obstacle(standing, checked.to(), checked.moderator())
                .<Step>map(Step.Not::new)
                .orElseGet(() -> new Step.Taken(entry(standing, checked, null))));
  }

  ReviewResult undo(
      ViolationId id, String version, String why, String who, @Nullable String claimToken) {
    Instant now = clock.instant();
    return step(
        id,
        version,
        claimToken,
        standing ->
            ReviewRules.obstacleToUndo(standing, who, now, undoWindow)
                .<Step>map(Step.Not::new)
                .orElseGet(() -> new Step.Taken(undone(standing, who, why))));
  }

  /** A part of a bulk decision, on the version that was found. */
  ReviewResult decideInBulk(Versioned<Violation> found, CheckedDecision checked, String bulkId) {
    Claim claim = found.value().assignment().claimAt(clock.instant());
    if (claim != null) {
      return new Taken(found, claim);
    }
    return ReviewRules.obstacle(found.value(), checked.to(), checked.moderator())
        .<ReviewResult>map(reason -> new NotAllowed(found, reason))
        .orElseGet(() -> record(found, entry(found.value(), checked, bulkId)));
  }

  /** Either the step or why there is none. */
  private sealed interface Step {
    record Taken(AuditEntry entry) implements Step {}

    record Not(String reason) implements Step {}
  }

  private ReviewResult step(
      ViolationId id, String version, @Nullable String token, Function<Violation, Step> next) {
    Versioned<Violation> found = violations.find(id).orElse(null);
    if (found == null) {
      return new NotFound();
    }
    Optional<ReviewResult> refused = refused(found, version, token);
    if (refused.isPresent()) {
      return refused.get();
    }
    Step step = next.apply(found.value());
    return step instanceof Step.Taken taken
        ? record(found, taken.entry())
        : new NotAllowed(found, ((Step.Not) step).reason());
  }

  /** Who holds it is told first, then who decided. */
  private Optional<ReviewResult> refused(
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

  private ReviewResult record(Versioned<Violation> found, AuditEntry entry) {
    Violation before = found.value();
    Violation after =
        before.after(
            entry,
            ReviewRules.pendingEffect(before, entry.to()),
            ReviewRules.assignment(before, entry));
    return ViolationReplacement.replace(violations, found, after)
        .map(this::result)
        .orElseGet(NotFound::new);
  }

  private ReviewResult result(Replacement<Violation> written) {
    return written instanceof Replaced<Violation> replaced
        ? new Decided(performed(replaced.stored()))
        : new Stale(((Replacement.Stale<Violation>) written).current());
  }

  private AuditEntry entry(Violation before, CheckedDecision decision, @Nullable String bulkId) {
    return AuditEntry.of(
            clock.instant(), decision.moderator(), before.state(), decision.to(), decision.note())
        .withReason(decision.reason())
        .withBulkId(bulkId);
  }

  private AuditEntry undone(Violation before, String who, String why) {
    ViolationState back = requireNonNull(before.lastStep().from());
    return AuditEntry.of(clock.instant(), who, before.state(), back, why)
        .withAction(ReviewAction.UNDO)
        .withReason(ReasonCode.MISTAKE);
  }

  /** The decision stands, even if its effect has to wait for the sweep. */
  private Versioned<Violation> performed(Versioned<Violation> decided) {
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
