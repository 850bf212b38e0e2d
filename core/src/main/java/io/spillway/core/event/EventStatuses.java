package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.core.event.EventStatus.Generation;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.WorkflowStatus.State;
import io.spillway.ports.event.Workflows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the status of events, with the redrives of their dead letters. The ledger is read once, and
 * only for an event whose first workflow failed, was stopped or is missing.
 */
public final class EventStatuses {

  /** Most redrives of one event that are read from the engine, the latest. */
  public static final int MAX_REDRIVES = 20;

  private final Workflows workflows;
  private final DeadLetterLedger ledger;

  /**
   * Creates a reader.
   *
   * @param workflows the engine of first workflows and of redrives
   * @param ledger the ledger of dead letters
   */
  public EventStatuses(Workflows workflows, DeadLetterLedger ledger) {
    this.workflows = requireNonNull(workflows, "workflows");
    this.ledger = requireNonNull(ledger, "ledger");
  }

  /**
   * {@return the status of an event; empty if neither the engine nor the ledger has its workflow}
   *
   * @param streamId the stream's id
   * @param eventKey the event's {@link io.spillway.ports.event.StreamEvent#key()}
   * @throws io.spillway.ports.PortException if the engine or the ledger failed
   */
  public Optional<EventStatus> find(String streamId, String eventKey) {
    Optional<WorkflowStatus> first = status(streamId, eventKey, 0);
    if (first.isPresent() && (is(State.DONE, first.get()) || is(State.RUNNING, first.get()))) {
      return first.map(EventStatuses::withoutRedrives);
    }
    Optional<LedgerEntry> entry =
        ledger.find(WorkflowRequest.letterId(streamId, eventKey)).map(Versioned::value);
    if (entry.isEmpty()) {
      return first.map(EventStatuses::withoutRedrives);
    }
    List<Generation> generations = new ArrayList<>();
    first.ifPresent(status -> generations.add(new Generation(0, status)));
    int latest = latestGeneration(entry.get());
    for (int n = Math.max(1, latest - MAX_REDRIVES + 1); n <= latest; n++) {
      int number = n;
      status(streamId, eventKey, n)
          .ifPresent(status -> generations.add(new Generation(number, status)));
    }
    return generations.isEmpty() && !hasRun(entry.get())
        ? Optional.empty()
        : Optional.of(
            new EventStatus(
                merge(WorkflowRequest.workflowId(streamId, eventKey, 0), entry.get(), generations),
                generations,
                entry.get().retry()));
  }

  private Optional<WorkflowStatus> status(String streamId, String eventKey, int generation) {
    return workflows.status(WorkflowRequest.workflowId(streamId, eventKey, generation));
  }

  private static EventStatus withoutRedrives(WorkflowStatus first) {
    return new EventStatus(first, List.of(new Generation(0, first)), null);
  }

  /** A redrive or retry that runs, or has succeeded, is not yet counted in the dead letter. */
  private static int latestGeneration(LedgerEntry entry) {
    boolean hasNext =
        entry.redriveId() != null
            || entry.isRetrying()
            || entry.state() == DeadLetterState.REDRIVEN;
    return entry.letter().generation() + (hasNext ? 1 : 0);
  }

  /** Returns whether a workflow of the event is known to have run or to run. */
  private static boolean hasRun(LedgerEntry entry) {
    return entry.letter().workflowId() != null
        || entry.state() == DeadLetterState.REDRIVING
        || entry.state() == DeadLetterState.REDRIVEN;
  }

  private static WorkflowStatus merge(
      String workflowId, LedgerEntry entry, List<Generation> generations) {
    State state = state(entry, generations);
    boolean hasFirst = !generations.isEmpty() && generations.get(0).number() == 0;
    return new WorkflowStatus(
        workflowId,
        state,
        hasFirst ? generations.get(0).status().startedAt() : entry.letter().firstAttemptAt(),
        finishedAt(state, entry, generations),
        activities(state, entry.letter(), generations));
  }

  private static State state(LedgerEntry entry, List<Generation> generations) {
    if (entry.state() == DeadLetterState.REDRIVEN
        || generations.stream().anyMatch(one -> is(State.DONE, one.status()))) {
      return State.DONE;
    }
    if (entry.state() == DeadLetterState.REDRIVING && !entry.isRetrying()) {
      // A redrive that failed is dead although its dead letter may still be queued.
      boolean hasFailed =
          generations.stream()
              .anyMatch(
                  one ->
                      one.number() > entry.letter().generation() && is(State.DEAD, one.status()));
      return hasFailed ? State.DEAD : State.RUNNING;
    }
    if (entry.retry() != null) {
      return State.RUNNING;
    }
    boolean isStopped =
        generations.stream().anyMatch(one -> one.number() == 0 && is(State.STOPPED, one.status()));
    return isStopped ? State.STOPPED : State.DEAD;
  }

  private static @Nullable Instant finishedAt(
      State state, LedgerEntry entry, List<Generation> generations) {
    if (state == State.RUNNING) {
      return null;
    }
    Instant recorded =
        entry.state() == DeadLetterState.REDRIVEN
            ? entry.lastStep().at()
            : entry.letter().deadLetteredAt();
    return generations.stream()
        .map(Generation::status)
        .filter(status -> is(state, status))
        .reduce((earlier, later) -> later)
        .map(WorkflowStatus::finishedAt)
        .orElse(recorded);
  }

  private static List<ActivityReport> activities(
      State state, DeadLetter letter, List<Generation> generations) {
    Map<String, ActivityReport> merged = new LinkedHashMap<>();
    for (Generation one : generations) {
      if (one.number() <= letter.generation()) {
        add(one.status().activities(), merged);
      }
    }
    add(letter.activities(), merged);
    for (Generation one : generations) {
      if (one.number() > letter.generation()) {
        add(one.status().activities(), merged);
      }
    }
    return merged.values().stream()
        .map(report -> state == State.DONE ? done(report) : report)
        .toList();
  }

  private static void add(List<ActivityReport> later, Map<String, ActivityReport> merged) {
    for (ActivityReport report : later) {
      merged.merge(report.activity(), report, (before, now) -> before.isDone() ? before : now);
    }
  }

  /** A redrive that succeeded did every activity, also if the engine has forgotten it. */
  private static ActivityReport done(ActivityReport report) {
    return report.isDone()
        ? report
        : new ActivityReport(report.activity(), ActivityReport.State.DONE, report.attempts(), null);
  }

  private static boolean is(State state, WorkflowStatus status) {
    return status.state() == state;
  }
}
