package io.spillway.core.deadletter;

import io.spillway.InvalidInputException;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
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

/** The letters that a redrive has in hand, during one step. */
final class RedriveWave {

  private final DeadLetterLedger ledger;
  private final RedriveRules rules;
  private final Workflows workflows;
  private final InstantSource clock;
  private final Telemetry telemetry;
  private final RedriveJob job;
  private final ProgressBuilder progress;
  private boolean begun;

  RedriveWave(
      DeadLetterLedger ledger,
      RedriveRules rules,
      Workflows workflows,
      InstantSource clock,
      Telemetry telemetry,
      RedriveJob job) {
    this.ledger = ledger;
    this.rules = rules;
    this.workflows = workflows;
    this.clock = clock;
    this.telemetry = telemetry;
    this.job = job;
    this.progress = new ProgressBuilder(job.progress());
  }

  /** How far the redrive has come by what was seen until now. */
  RedriveProgress progress() {
    return progress.build();
  }

  /** Whether a letter was begun, or seen to have come to an end. */
  boolean hasMoved() {
    return begun || progress().ended() > job.progress().ended();
  }

  /** Looks after one letter after another until all were seen or the time is over. */
  void lookAfterAll(Instant end) {
    for (String id : job.progress().inHand()) {
      if (clock.instant().isBefore(end)) {
        lookAfter(id);
      }
    }
  }

  private void lookAfter(String id) {
    Optional<Versioned<LedgerEntry>> found = ledger.find(id);
    if (found.isEmpty()) {
      progress.skipped(id, RedriveRules.NOT_THERE);
      return;
    }
    LedgerEntry entry = found.get().value();
    boolean ours = DeadLetterTransitions.isOf(job.id(), entry);
    switch (entry.state()) {
      case OPEN -> {
        if (ours) {
          progress.failedAgain(id);
        } else if (hasComeBack(entry.letter())) {
          progress.skipped(id, "another redrive ran it meanwhile, and it failed again");
        } else {
          begin(found.get());
        }
      }
      case REDRIVING -> {
        if (ours) {
          followOrReopen(found.get());
        } else {
          progress.skipped(id, "another redrive has it in hand");
        }
      }
      case REDRIVEN -> {
        if (ours) {
          progress.succeeded(id);
        } else {
          progress.skipped(id, "another redrive was faster");
        }
      }
      case DISCARDED -> {
        if (ours) {
          progress.failedAgain(id);
        } else {
          progress.skipped(id, "it was discarded");
        }
      }
    }
  }

  /**
   * Since this redrive was ordered, which is of what was open then; it may have begun it before.
   */
  private boolean hasComeBack(DeadLetter letter) {
    return letter.generation() > 0 && !letter.deadLetteredAt().isBefore(job.createdAt());
  }

  private void begin(Versioned<LedgerEntry> found) {
    String id = found.value().id();
    if (job.state() == State.PAUSED) {
      return;
    }
    if (job.state() != State.RUNNING) {
      progress.skipped(id, "the redrive ended before its turn");
      return;
    }
    Optional<String> obstacle = rules.obstacle(found.value(), job.order());
    if (obstacle.isPresent()) {
      progress.skipped(id, obstacle.get());
      return;
    }
    LedgerEntry redriving =
        DeadLetterTransitions.begun(
            found.value(), job.id(), clock.instant(), job.order().by(), job.order().reason());
    if (ledger.replace(redriving, found.version()) instanceof Replaced<LedgerEntry> replaced) {
      begun = true;
      WorkflowRequest request = rules.request(replaced.stored().value());
      telemetry.note(Outcome.workflow(Outcome.Kind.EVENT_REDRIVEN, request, null));
      run(replaced.stored());
    }
    // Otherwise somebody was faster; the next step sees what they did.
  }

  /** Starts the workflow, which does nothing when it was started before. */
  private void run(Versioned<LedgerEntry> begun) {
    WorkflowRequest request = rules.request(begun.value());
    workflows.start(request);
    if (is(WorkflowStatus.State.DONE, workflows.status(request.workflowId()))) {
      succeed(begun);
    }
  }

  private void followOrReopen(Versioned<LedgerEntry> begun) {
    try {
      follow(begun);
    } catch (InvalidInputException e) {
      LedgerEntry open = DeadLetterTransitions.unreadable(begun.value(), clock.instant());
      if (ledger.replace(open, begun.version()) instanceof Replaced<LedgerEntry>) {
        progress.failedAgain(begun.value().id());
      }
    }
  }

  private void follow(Versioned<LedgerEntry> begun) {
    Optional<WorkflowStatus> status = workflows.status(rules.request(begun.value()).workflowId());
    if (status.isEmpty() || is(WorkflowStatus.State.STOPPED, status)) {
      run(begun);
    } else if (is(WorkflowStatus.State.DONE, status)) {
      succeed(begun);
    }
    // Otherwise it runs, or its letter is on its way back.
  }

  private static boolean is(WorkflowStatus.State state, Optional<WorkflowStatus> status) {
    return status.filter(s -> s.state() == state).isPresent();
  }

  private void succeed(Versioned<LedgerEntry> begun) {
    LedgerEntry done = DeadLetterTransitions.succeeded(begun.value(), clock.instant());
    if (ledger.replace(done, begun.version()) instanceof Replaced<LedgerEntry>) {
      progress.succeeded(begun.value().id());
    }
  }
}
