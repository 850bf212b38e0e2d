package io.spillway.core.deadletter;

import io.spillway.InvalidInputException;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterAction;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveJob.State;
import io.spillway.ports.deadletter.RedriveProgress;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** One step of an order: processes the dead letters in progress. */
final class RedriveWave {

  private final DeadLetterLedger ledger;
  private final RedriveRules rules;
  private final LetterChanges changes;
  private final Workflows workflows;
  private final InstantSource clock;
  private final Telemetry telemetry;
  private final RedriveJob job;
  private final ProgressBuilder progress;
  private boolean begun;

  RedriveWave(
      DeadLetterLedger ledger,
      RedriveRules rules,
      LetterChanges changes,
      Workflows workflows,
      InstantSource clock,
      Telemetry telemetry,
      RedriveJob job) {
    this.ledger = ledger;
    this.rules = rules;
    this.changes = changes;
    this.workflows = workflows;
    this.clock = clock;
    this.telemetry = telemetry;
    this.job = job;
    this.progress = new ProgressBuilder(job.progress());
  }

  /** Returns the progress of the redrive so far. */
  RedriveProgress progress() {
    return progress.build();
  }

  /** Returns whether a dead letter was started or ended. */
  boolean hasMoved() {
    return begun || progress().ended() > job.progress().ended();
  }

  /** Processes one dead letter after another until all are processed or the time is over. */
  void processAll(Instant end) {
    for (String id : job.progress().inHand()) {
      if (clock.instant().isBefore(end)) {
        process(id);
      }
    }
  }

  private void process(String id) {
    Optional<Versioned<LedgerEntry>> found = ledger.find(id);
    if (found.isEmpty()) {
      progress.recordSkip(id, RedriveRules.NOT_FOUND);
    } else if (job.order().action() == DeadLetterAction.REDRIVE) {
      redrive(id, found.get());
    } else {
      change(id, found.get());
    }
  }

  /** Changes a dead letter, unless this order has done so before. */
  private void change(String id, Versioned<LedgerEntry> found) {
    if (DeadLetterTransitions.isChangedBy(job.id(), found.value())) {
      progress.recordSuccess(id);
    } else if (canStart(id)) {
      Signature by = Signature.of(job, clock.instant());
      LetterChanges.Result result = changes.apply(found.value(), job.order(), by);
      if (result instanceof LetterChanges.Skipped skipped) {
        progress.recordSkip(id, skipped.why());
      } else if (result instanceof LetterChanges.Changed changed
          && ledger.replace(changed.entry(), found.version()) instanceof Replaced<LedgerEntry>) {
        progress.recordSuccess(id);
      }
      // After a concurrent change, the next step sees the new state.
    }
  }

  /** Returns whether the order starts dead letters; skips this one if it has ended. */
  private boolean canStart(String id) {
    boolean hasEnded = job.state() != State.RUNNING && job.state() != State.PAUSED;
    if (hasEnded) {
      String kind = job.order().action() == DeadLetterAction.REDRIVE ? "redrive" : "order";
      progress.recordSkip(id, kind + " ended before this dead letter was started");
    }
    return job.state() == State.RUNNING;
  }

  private void redrive(String id, Versioned<LedgerEntry> found) {
    LedgerEntry entry = found.value();
    boolean ours = DeadLetterTransitions.isProcessedBy(job.id(), entry);
    switch (entry.state()) {
      case OPEN, WAITING -> {
        if (ours) {
          progress.recordFailure(id);
        } else if (hasFailedAgain(entry.letter())) {
          progress.recordSkip(id, "failed again in another redrive");
        } else {
          begin(found);
        }
      }
      case REDRIVING -> {
        if (ours && entry.isRetrying()) {
          progress.recordFailure(id);
        } else if (ours) {
          followOrReopen(found);
        } else {
          progress.recordSkip(
              id, entry.isRetrying() ? RedriveRules.RETRYING : RedriveRules.IN_ANOTHER_REDRIVE);
        }
      }
      case REDRIVEN -> {
        if (ours && DeadLetterTransitions.isDoneByRetry(entry)) {
          progress.recordFailure(id);
        } else if (ours) {
          progress.recordSuccess(id);
        } else {
          progress.recordSkip(id, RedriveRules.ALREADY_REDRIVEN);
        }
      }
      case DISCARDED -> {
        if (ours) {
          progress.recordFailure(id);
        } else {
          progress.recordSkip(id, RedriveRules.DISCARDED);
        }
      }
    }
  }

  /**
   * Returns whether the dead letter failed again after this redrive was ordered. The redrive
   * selects dead letters that were open at that time.
   */
  private boolean hasFailedAgain(DeadLetter letter) {
    return letter.generation() > 0 && !letter.deadLetteredAt().isBefore(job.createdAt());
  }

  private void begin(Versioned<LedgerEntry> found) {
    String id = found.value().id();
    if (!canStart(id)) {
      return;
    }
    Optional<String> obstacle =
        rules.obstacle(found.value(), job.order()).or(() -> rules.identityObstacle(found.value()));
    if (obstacle.isPresent()) {
      progress.recordSkip(id, obstacle.get());
      return;
    }
    LedgerEntry redriving =
        DeadLetterTransitions.beginRedrive(found.value(), Signature.of(job, clock.instant()));
    if (ledger.replace(redriving, found.version()) instanceof Replaced<LedgerEntry> replaced) {
      begun = true;
      WorkflowRequest request = rules.request(replaced.stored().value());
      telemetry.note(Outcome.workflow(Outcome.Kind.EVENT_REDRIVEN, request, null));
      startWorkflow(replaced.stored());
    }
    // After a concurrent change, the next step sees the new state.
  }

  /** Starts the workflow; a no-op if it was started before. */
  private void startWorkflow(Versioned<LedgerEntry> begun) {
    WorkflowRequest request = rules.request(begun.value());
    workflows.start(request);
    if (isIn(WorkflowStatus.State.DONE, workflows.status(request.workflowId()))) {
      succeed(begun);
    }
  }

  private void followOrReopen(Versioned<LedgerEntry> begun) {
    try {
      follow(begun);
    } catch (InvalidInputException e) {
      LedgerEntry open = DeadLetterTransitions.reopenUnreadable(begun.value(), clock.instant());
      if (ledger.replace(open, begun.version()) instanceof Replaced<LedgerEntry>) {
        progress.recordFailure(begun.value().id());
      }
    }
  }

  private void follow(Versioned<LedgerEntry> begun) {
    Optional<WorkflowStatus> status = workflows.status(rules.request(begun.value()).workflowId());
    if (status.isEmpty() || isIn(WorkflowStatus.State.STOPPED, status)) {
      startWorkflow(begun);
    } else if (isIn(WorkflowStatus.State.DONE, status)) {
      succeed(begun);
    }
    // Otherwise the workflow is running, or its dead letter is in the queue.
  }

  /** Returns whether a workflow is known to be in a state. */
  static boolean isIn(WorkflowStatus.State state, Optional<WorkflowStatus> status) {
    return status.filter(s -> s.state() == state).isPresent();
  }

  private void succeed(Versioned<LedgerEntry> begun) {
    LedgerEntry done = DeadLetterTransitions.succeed(begun.value(), clock.instant());
    if (ledger.replace(done, begun.version()) instanceof Replaced<LedgerEntry>) {
      progress.recordSuccess(begun.value().id());
    }
  }
}
