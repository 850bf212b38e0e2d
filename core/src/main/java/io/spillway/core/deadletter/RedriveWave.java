package io.spillway.core.deadletter;

import io.spillway.ports.PortException;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveJob.State;
import io.spillway.ports.deadletter.RedriveProgress;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** The letters that a redrive has in hand, during one step. */
final class RedriveWave {

  private static final int AT_ONCE = 16;

  private final DeadLetterLedger ledger;
  private final RedriveRules rules;
  private final Workflows workflows;
  private final InstantSource clock;
  private final RedriveJob job;
  private final ProgressBuilder progress;

  RedriveWave(
      DeadLetterLedger ledger,
      RedriveRules rules,
      Workflows workflows,
      InstantSource clock,
      RedriveJob job) {
    this.ledger = ledger;
    this.rules = rules;
    this.workflows = workflows;
    this.clock = clock;
    this.job = job;
    this.progress = new ProgressBuilder(job.progress());
  }

  /** How far the redrive has come by what was seen until now. */
  synchronized RedriveProgress progress() {
    return progress.build();
  }

  /** Looks after the letters, several at once, until all were seen or the time is over. */
  void lookAfterAll(Executor executor, Instant end) {
    List<String> ids = job.progress().inHand();
    for (int from = 0; from < ids.size() && clock.instant().isBefore(end); from += AT_ONCE) {
      List<CompletableFuture<Void>> some =
          ids.subList(from, Math.min(ids.size(), from + AT_ONCE)).stream()
              .map(id -> CompletableFuture.runAsync(() -> lookAfter(id), executor))
              .toList();
      try {
        CompletableFuture.allOf(some.toArray(CompletableFuture[]::new)).join();
      } catch (CompletionException e) {
        throw unwrapped(e);
      }
    }
  }

  private static RuntimeException unwrapped(CompletionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException cause ? cause : e;
  }

  private void lookAfter(String id) {
    Optional<Versioned<LedgerEntry>> found = ledger.find(id);
    if (found.isEmpty()) {
      skip(id, RedriveRules.NOT_THERE);
      return;
    }
    LedgerEntry entry = found.get().value();
    boolean ours = LetterLife.isOf(job.id(), entry);
    switch (entry.state()) {
      case OPEN -> {
        if (ours) {
          failedAgain(id);
        } else {
          begin(found.get());
        }
      }
      case REDRIVING -> {
        if (ours) {
          follow(found.get());
        } else {
          skip(id, "another redrive has it in hand");
        }
      }
      case REDRIVEN -> {
        if (ours) {
          succeeded(id);
        } else {
          skip(id, "another redrive was faster");
        }
      }
      case DISCARDED -> {
        if (ours) {
          failedAgain(id);
        } else {
          skip(id, "it was discarded");
        }
      }
    }
  }

  private void begin(Versioned<LedgerEntry> found) {
    String id = found.value().id();
    if (job.state() == State.PAUSED) {
      return;
    }
    if (job.state() != State.RUNNING) {
      skip(id, "the redrive ended before its turn");
      return;
    }
    Optional<String> obstacle = rules.obstacle(found.value(), job.order());
    if (obstacle.isPresent()) {
      skip(id, obstacle.get());
      return;
    }
    LedgerEntry begun =
        LetterLife.begun(
            found.value(), job.id(), clock.instant(), job.order().by(), job.order().reason());
    if (ledger.replace(begun, found.version()) instanceof Replaced<LedgerEntry> replaced) {
      run(replaced.stored());
    }
    // Otherwise somebody was faster; the next step sees what they did.
  }

  /** Starts the workflow, which does nothing when it was started before. */
  private void run(Versioned<LedgerEntry> begun) {
    WorkflowRequest request = rules.request(begun.value());
    workflows.start(request);
    if (isDone(workflows.status(request.workflowId()))) {
      succeed(begun);
    }
  }

  private void follow(Versioned<LedgerEntry> begun) {
    Optional<WorkflowStatus> status =
        workflows.status(rules.request(begun.value()).workflowId());
    if (status.isEmpty()) {
      run(begun);
    } else if (isDone(status)) {
      succeed(begun);
    }
    // Otherwise it runs, or its letter is on its way back.
  }

  private static boolean isDone(Optional<WorkflowStatus> status) {
    return status.filter(s -> s.state() == WorkflowStatus.State.DONE).isPresent();
  }

  private void succeed(Versioned<LedgerEntry> begun) {
    LedgerEntry done = LetterLife.succeeded(begun.value(), clock.instant());
    if (ledger.replace(done, begun.version()) instanceof Replaced<LedgerEntry>) {
      succeeded(begun.value().id());
    }
  }

  private synchronized void succeeded(String id) {
    progress.succeeded(id);
  }

  private synchronized void failedAgain(String id) {
    progress.failedAgain(id);
  }

  private synchronized void skip(String id, String why) {
    progress.skipped(id, why);
  }
}
