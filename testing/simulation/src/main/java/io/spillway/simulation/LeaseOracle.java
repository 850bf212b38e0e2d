package io.spillway.simulation;

import io.spillway.testkit.SettableClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Oracle of claims: the acknowledged holder and expiry of each violation's claim. No two claims may
 * overlap.
 */
final class LeaseOracle {

  /** Acknowledged claim of a moderator. */
  record Lease(String holder, String token, Instant until) {}

  private final SettableClock clock;
  private final Findings findings;
  private final Predicate<String> isErasable;
  private final Map<String, Lease> known = new HashMap<>();

  /**
   * @param isErasable whether a violation may be erased, and another exist under its id
   */
  LeaseOracle(SettableClock clock, Findings findings, Predicate<String> isErasable) {
    this.isErasable = isErasable;
    this.clock = clock;
    this.findings = findings;
  }

  /** The current claim; null if none is known. */
  @Nullable Lease of(String violationId) {
    Lease lease = known.get(violationId);
    boolean holds = lease != null && clock.instant().isBefore(lease.until());
    return holds && !isErasable.test(violationId) ? lease : null;
  }

  void recordGrant(
      String violationId, String holder, String token, @Nullable String renewed, String until) {
    Lease before = of(violationId);
    boolean isShared =
        before != null && !before.token().equals(token) && !before.token().equals(renewed);
    findings.require(!isShared, "leases are never shared", violationId, before, holder);
    known.put(violationId, new Lease(holder, token, Instant.parse(until)));
  }

  /** Records a release, whose success need not be known. */
  void mayEnd(String violationId) {
    known.remove(violationId);
  }

  /** Records a bulk decision, which may end all claims of its moderator. */
  void mayEndAllOf(String holder) {
    known.values().removeIf(lease -> lease.holder().equals(holder));
  }

  /**
   * Records a decision or an attempt.
   *
   * @param lease the claim at its start
   */
  void recordDecision(
      String violationId, @Nullable Lease lease, @Nullable String token, @Nullable Reply reply) {
    boolean isOk = reply != null && reply.isOk();
    boolean holdsStill = lease != null && lease.equals(of(violationId));
    if (isOk && lease != null && holdsStill) {
      findings.require(
          lease.token().equals(token), "only the claim's holder decides", violationId, lease);
    }
    if (isOk || reply == null || reply.isUnsure()) {
      known.remove(violationId);
    }
  }
}
