package io.spillway.simulation;

import io.spillway.DelayedRetryPolicy;
import io.spillway.RetryPolicy;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterAction;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterAuditEntry.Action;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.WorkflowRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Invariants of dead letters: each redrive happens once, no step of a history is missing, and an
 * event is done after a redrive that succeeded.
 */
final class LetterInvariants {

  private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

  private final Operators operators;
  private final Findings findings;
  private final DeadLetterLedger ledger;
  private final RedriveJobStore jobs;
  private final EventLog events;
  private final Map<String, List<DeadLetterAuditEntry>> trails = new HashMap<>();

  LetterInvariants(World world, Operators operators) {
    this.operators = operators;
    this.findings = world.findings();
    this.ledger = world.stores().deadLetters();
    this.jobs = world.stores().redrives();
    this.events = world.stores().events();
  }

  void checkStep() {
    for (Versioned<LedgerEntry> found : ledger.list(DeadLetterFilter.all(), ALL).items()) {
      String id = found.value().id();
      for (ActivityReport activity : found.value().letter().activities()) {
        findings.require(
            activity.attempts() <= RetryPolicy.STANDARD.maxRounds(), "retries are bounded", id);
      }
      findings.require(
          !needsOperatorTooEarly(found.value()), "an outage leaves no event to an operator", id);
      List<DeadLetterAuditEntry> before = trails.getOrDefault(id, List.of());
      List<DeadLetterAuditEntry> now = found.value().audit();
      if (!now.equals(before)) {
        findings.requireGrown(id, before, now);
        checkLife(id, now);
        trails.put(id, now);
      }
      DeadLetterState state = found.value().state();
      findings.require(
          fits(found.value()), "a dead letter's state is in its trail", id, state, now);
    }
  }

  /** An automatic retry leaves no trace in the trail before its end. */
  private static boolean fits(LedgerEntry entry) {
    Action last = entry.lastStep().action();
    return entry.retry() == null
        ? entry.state() == state(last)
        : state(last) == DeadLetterState.OPEN && last != Action.RETRIES_STOPPED;
  }

  private static DeadLetterState state(Action last) {
    return switch (last) {
      case BURIED, EDITED, FAILED_AGAIN, RESTORED, RETRIES_STOPPED -> DeadLetterState.OPEN;
      case REDRIVE_BEGUN -> DeadLetterState.REDRIVING;
      case SUCCEEDED -> DeadLetterState.REDRIVEN;
      case DISCARDED -> DeadLetterState.DISCARDED;
    };
  }

  /**
   * Returns whether a dead letter waits for an operator although a dependency was unavailable and
   * its automatic retries have not ended.
   */
  private static boolean needsOperatorTooEarly(LedgerEntry entry) {
    Action last = entry.lastStep().action();
    return entry.state() == DeadLetterState.OPEN
        && (last == Action.BURIED || last == Action.FAILED_AGAIN)
        && DelayedRetryPolicy.STANDARD.first(entry.letter()) != null;
  }

  private void checkLife(String id, List<DeadLetterAuditEntry> trail) {
    boolean redriving = false;
    boolean succeeded = false;
    for (DeadLetterAuditEntry step : trail) {
      boolean isOutcome = step.action() == Action.SUCCEEDED || step.action() == Action.FAILED_AGAIN;
      boolean fits =
          switch (step.action()) {
            case REDRIVE_BEGUN -> !redriving && !succeeded;
            case SUCCEEDED -> (redriving || isAutomatic(step)) && !succeeded;
            default -> true;
          };
      findings.require(fits, "each redrive happens once", id, trail);
      succeeded |= step.action() == Action.SUCCEEDED;
      redriving = step.action() == Action.REDRIVE_BEGUN || (redriving && !isOutcome);
    }
  }

  private static boolean isAutomatic(DeadLetterAuditEntry step) {
    return step.who().equals("system:retry");
  }

  void checkRest() {
    for (Operators.Attempt attempt : operators.attempts()) {
      long times =
          ledger.find(attempt.letterId()).orElseThrow().value().audit().stream()
              .filter(step -> step.note().equals(attempt.reason()))
              .count();
      findings.require(
          times == (attempt.isTaken() ? 1 : 0), "an applied step is in the trail once", attempt);
    }
    for (Versioned<LedgerEntry> found : ledger.list(DeadLetterFilter.all(), ALL).items()) {
      checkEvent(found.value());
    }
    for (String id : operators.redrives()) {
      jobs.find(id).map(Versioned::value).ifPresent(this::checkJob);
    }
  }

  /** Checks the status of an event with a redriven dead letter. */
  private void checkEvent(LedgerEntry entry) {
    String stream = entry.letter().streamId();
    String key = entry.letter().eventKey();
    if (entry.state() == DeadLetterState.REDRIVEN
        && key != null
        && entry.id().equals(WorkflowRequest.letterId(stream, key))
        && events.find(stream, key).isPresent()) {
      String state = operators.eventState(stream, key);
      findings.require(
          state.equals("done"), "an event is done after its redrive", entry.id(), state);
    }
  }

  private void checkJob(RedriveJob job) {
    if (job.order().action() != DeadLetterAction.REDRIVE) {
      checkChanges(job);
      return;
    }
    long begun = 0;
    long succeeded = 0;
    for (Versioned<LedgerEntry> found : ledger.list(DeadLetterFilter.all(), ALL).items()) {
      List<DeadLetterAuditEntry> trail = found.value().audit();
      for (int i = 0; i < trail.size(); i++) {
        boolean isBegun =
            trail.get(i).action() == Action.REDRIVE_BEGUN
                && trail.get(i).note().equals(job.order().reason());
        begun += isBegun ? 1 : 0;
        boolean isGood =
            isBegun && i + 1 < trail.size() && trail.get(i + 1).action() == Action.SUCCEEDED;
        succeeded += isGood ? 1 : 0;
      }
    }
    findings.require(
        job.progress().succeeded() == succeeded, "a redrive counts its successes", job);
    findings.require(
        begun <= job.progress().ended(), "a redrive starts each letter once", begun, job);
  }

  private void checkChanges(RedriveJob job) {
    long changed = 0;
    for (Versioned<LedgerEntry> found : ledger.list(DeadLetterFilter.all(), ALL).items()) {
      List<DeadLetterAuditEntry> trail = found.value().audit();
      long times = trail.stream().filter(step -> job.id().equals(step.jobId())).count();
      findings.require(times <= 1, "a job changes each letter once", job, trail);
      changed += times;
    }
    findings.require(
        job.progress().succeeded() == changed, "a job counts its changes", changed, job);
  }
}
