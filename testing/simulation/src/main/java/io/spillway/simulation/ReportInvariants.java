package io.spillway.simulation;

import io.spillway.Policies;
import io.spillway.core.InputCheck;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.ports.report.Report;
import io.spillway.ports.report.ReportFilter;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Invariants of reports: each is stored and counted once, and enough of them withhold. */
final class ReportInvariants {

  private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

  private final World world;
  private final Viewers viewers;
  private final Reporters reporters;
  private final Findings findings;
  private final Stores stores;

  ReportInvariants(World world, Viewers viewers, Reporters reporters) {
    this.world = world;
    this.viewers = viewers;
    this.reporters = reporters;
    this.findings = world.findings();
    this.stores = world.stores();
  }

  void checkRest() {
    reporters
        .acknowledged()
        .forEach(
            (id, names) -> {
              if (!viewers.mayBeErased(id)) {
                checkRest(ViolationId.parse(id).orElseThrow(), names);
              }
            });
  }

  private void checkRest(ViolationId id, Set<String> names) {
    List<Report> stored =
        stores
            .reports()
            .list(ReportFilter.all().ofMessage(id.streamId(), id.messageId()), ALL)
            .items();
    Set<String> reported = new HashSet<>();
    stored.forEach(
        report ->
            findings.require(
                reported.add(report.reporter()), "a reporter has one report of a message", id));
    findings.require(reported.containsAll(names), "an acknowledged report is stored", id, names);
    Optional<Violation> found = stores.violations().find(id).map(Versioned::value);
    findings.require(
        found.filter(opened -> opened.reports().count() == stored.size()).isPresent(),
        "an acknowledged report is counted once",
        id,
        stored.size(),
        found.map(Violation::reports).orElse(null));
    found.ifPresent(opened -> checkWeight(opened, stored));
  }

  private void checkWeight(Violation opened, List<Report> stored) {
    double most = mostInForce(opened.id().streamId(), stored);
    boolean isEnough = most > 0 && opened.reports().weight() >= most;
    boolean isDecided = opened.audit().stream().anyMatch(step -> !InputCheck.isSystem(step.who()));
    findings.require(
        !isEnough || isDecided || opened.state() != ViolationState.REPORTED,
        "reports of enough weight withhold",
        opened.id(),
        opened.reports());
  }

  /** Returns the weight that withheld at the last report; 0 if there was none, or several. */
  private double mostInForce(String stream, List<Report> newestFirst) {
    List<PolicyRevision> all = stores.policies().history(PolicyScope.DEFAULT, ALL).items();
    boolean isUnclear =
        newestFirst.isEmpty()
            || all.isEmpty()
            || world.ports().isDisturbed(PolicyStore.class)
            || !stores.policies().history(PolicyScope.ofStream(stream), ALL).items().isEmpty();
    if (isUnclear) {
      return 0;
    }
    Instant since = all.get(all.size() - 1).at().plus(Policies.FRESHNESS);
    double most = most(all.get(0));
    boolean isOne = all.stream().allMatch(revision -> most(revision) == most);
    return isOne && since.isBefore(newestFirst.get(0).at()) ? most : 0;
  }

  private static double most(PolicyRevision revision) {
    return revision.policy() == null
        ? 0
        : Objects.requireNonNullElse(revision.policy().reports().withholdAt(), 0.0);
  }
}
