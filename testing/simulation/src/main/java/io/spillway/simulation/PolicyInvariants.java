package io.spillway.simulation;

import io.spillway.Policy;
import io.spillway.core.policy.StoredPolicies;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Invariants of policies: no revision is lost or changed, and each verdict names existing ones. */
final class PolicyInvariants {

  private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

  /** Version of a message that was withheld after a moderator had released it. */
  private static final String NONE = "none";

  private final Policymakers policymakers;
  private final Findings findings;
  private final Stores stores;
  private final StoredPolicies policies;
  private final Map<PolicyScope, List<PolicyRevision>> before = new HashMap<>();
  private final PoliciesInTime inTime;

  PolicyInvariants(World world, Policymakers policymakers) {
    this.policymakers = policymakers;
    this.findings = world.findings();
    this.stores = world.stores();
    this.policies =
        new StoredPolicies(stores.policies(), Policy.standard(), world.clock(), Runnable::run);
    this.inTime = new PoliciesInTime(world);
  }

  void checkStep() {
    for (PolicyScope scope : Policymakers.SCOPES) {
      List<PolicyRevision> now = revisions(scope);
      List<PolicyRevision> last = before.getOrDefault(scope, List.of());
      if (!now.equals(last)) {
        findings.requireGrown(scope.toString(), last, now);
        checkOrder(now);
        before.put(scope, now);
        inTime.recordRevisions(scope, now);
      }
    }
    inTime.check();
  }

  private void checkOrder(List<PolicyRevision> revisions) {
    for (int i = 0; i < revisions.size(); i++) {
      boolean isLater = i == 0 || !revisions.get(i).at().isBefore(revisions.get(i - 1).at());
      findings.require(
          isLater && revisions.get(i).number() == i + 1, "revisions are in order", revisions);
    }
  }

  void checkRest() {
    for (Policymakers.Attempt attempt : policymakers.attempts()) {
      long times =
          revisions(attempt.scope()).stream().filter(found -> isOf(attempt, found)).count();
      findings.require(
          times == (attempt.number() > 0 ? 1 : 0),
          "an acknowledged policy is stored once",
          attempt);
    }
    for (String stream : Viewers.STREAMS) {
      for (Message message : stores.messageArchive().list(stream, ALL).items()) {
        checkNamed(stream, message.verdict());
      }
    }
    for (Versioned<Violation> found :
        stores.violationArchive().list(ViolationFilter.all(), ALL).items()) {
      checkNamed(found.value().id().streamId(), found.value().verdict());
    }
  }

  /**
   * Returns whether a revision may stem from an attempt: by number for an end, which has no note,
   * else by note; a rejected attempt has no number.
   */
  private static boolean isOf(Policymakers.Attempt attempt, PolicyRevision revision) {
    return attempt.note().isEmpty()
        ? revision.number() == attempt.number()
            && revision.policy() == null
            && revision.who().equals(attempt.who())
        : revision.note().equals(attempt.note())
            && revision.who().equals(attempt.who())
            && (attempt.number() == 0 || revision.number() == attempt.number());
  }

  private void checkNamed(String stream, Verdict verdict) {
    String version = version(verdict);
    findings.require(
        version.isEmpty() || version.equals(NONE) || policies.named(stream, version).isPresent(),
        "a verdict's policy exists",
        stream,
        version);
  }

  /** Returns the version; empty if the verdict names none. */
  static String version(Verdict verdict) {
    if (verdict instanceof Verdict.Allowed allowed) {
      return allowed.policyVersion();
    }
    if (verdict instanceof Verdict.Marked marked) {
      return marked.policyVersion();
    }
    if (verdict instanceof Verdict.Unmoderated unmoderated) {
      return unmoderated.policyVersion();
    }
    if (verdict instanceof Verdict.Kept kept) {
      return kept.policyVersion();
    }
    return verdict instanceof Verdict.Flagged flagged ? flagged.policyVersion() : "";
  }

  private List<PolicyRevision> revisions(PolicyScope scope) {
    List<PolicyRevision> revisions = new ArrayList<>(stores.policies().history(scope, ALL).items());
    Collections.reverse(revisions);
    return revisions;
  }
}
