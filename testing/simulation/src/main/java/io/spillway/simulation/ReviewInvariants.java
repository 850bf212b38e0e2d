package io.spillway.simulation;

import io.spillway.core.InputCheck;
import io.spillway.core.violation.Appeals;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ReviewAction;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Invariants of reviews: no step is missing, and none was taken twice. */
final class ReviewInvariants {

  private static final String REPORTS = InputCheck.SYSTEM_PREFIX + "reports";

  private final Viewers viewers;
  private final Moderators moderators;
  private final Findings findings;
  private final ViolationStore violations;
  private final Map<String, List<AuditEntry>> trails = new HashMap<>();

  ReviewInvariants(World world, Viewers viewers, Moderators moderators) {
    this.viewers = viewers;
    this.moderators = moderators;
    this.findings = world.findings();
    this.violations = world.stores().violations();
  }

  void checkStep() {
    for (String id : viewers.ids()) {
      Optional<Violation> found = violation(id);
      List<AuditEntry> before = trails.getOrDefault(id, List.of());
      List<AuditEntry> now = found.map(Violation::audit).orElse(List.of());
      if (!now.equals(before)) {
        if (before.isEmpty() || !isErasable(id)) {
          findings.requireGrown(id, before, now);
        }
        checkChain(id, now);
        checkReports(id, now);
        checkFourEyes(id, now);
        trails.put(id, now);
      }
    }
  }

  /**
   * Returns whether the violation may be erased: its trail is deleted with it, and a later one
   * under its id begins anew.
   */
  private boolean isErasable(String id) {
    return viewers.mayBeErased(id);
  }

  private void checkChain(String id, List<AuditEntry> trail) {
    for (int i = 1; i < trail.size(); i++) {
      AuditEntry before = trail.get(i - 1);
      AuditEntry step = trail.get(i);
      findings.require(
          step.from() == before.to() && !step.at().isBefore(before.at()),
          "each step starts at the previous state",
          id,
          trail);
    }
  }

  /** Checks that reports alone withhold no message about which a person has decided. */
  private void checkReports(String id, List<AuditEntry> trail) {
    boolean isDecided = false;
    for (AuditEntry step : trail) {
      boolean isByReports =
          step.who().equals(REPORTS) && step.from() != null && step.to().withholds();
      findings.require(
          !isDecided || !isByReports, "reports alone withhold no decided message", id, trail);
      isDecided |= !InputCheck.isSystem(step.who());
    }
  }

  /**
   * Checks the four-eyes rule: the author of an appealed decision, and a moderator who escalated,
   * may not decide.
   */
  private void checkFourEyes(String id, List<AuditEntry> trail) {
    Set<String> upheld = new HashSet<>();
    Set<String> excluded = new HashSet<>();
    for (AuditEntry step : trail) {
      String who = step.who();
      boolean isAppeal = who.equals(Appeals.SYSTEM);
      findings.require(
          step.action() == ReviewAction.UNDO || !excluded.contains(who),
          "an excluded moderator neither decides nor reopens",
          id,
          trail);
      if (isAppeal) {
        excluded = new HashSet<>(upheld);
      } else if (step.action() == ReviewAction.ESCALATE) {
        excluded.add(who);
      } else if (step.action() == ReviewAction.UNDO && step.from() == ViolationState.ESCALATED) {
        excluded.remove(who);
      } else if (step.action() == ReviewAction.UPHOLD || step.action() == ReviewAction.WITHHOLD) {
        upheld.add(who);
      }
    }
  }

  void checkRest() {
    for (Moderators.Attempt attempt : moderators.taken()) {
      long times = times(attempt.violationId(), attempt.note());
      boolean isKept = times == 1 || (times == 0 && isErasable(attempt.violationId()));
      findings.require(isKept, "an acknowledged step is in the trail once", attempt);
    }
    for (Moderators.Attempt attempt : moderators.refused()) {
      long times = times(attempt.violationId(), attempt.note());
      findings.require(times == 0, "a rejected step is in no trail", attempt);
    }
    moderators
        .decidedInBulk()
        .forEach(
            (note, ids) ->
                ids.forEach(
                    id ->
                        findings.require(
                            times(id, note) == 1 || isErasable(id),
                            "each part of a bulk step is in its trail")));
    for (String id : viewers.ids()) {
      violation(id)
          .ifPresent(
              found ->
                  findings.require(
                      found.pendingEffect() == PendingEffect.NONE,
                      "a pending effect is applied",
                      found));
    }
  }

  private long times(String id, String note) {
    return violation(id).map(Violation::audit).orElse(List.of()).stream()
        .filter(step -> step.note().equals(note))
        .count();
  }

  private Optional<Violation> violation(String id) {
    return violations.find(ViolationId.parse(id).orElseThrow()).map(Versioned::value);
  }
}
