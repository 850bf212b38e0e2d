package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.DelayedRetryPolicy;
import io.spillway.EventReader;
import io.spillway.Sleeper;
import io.spillway.core.deadletter.RetrySteps.Running;
import io.spillway.core.event.EventIdentity;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Automatic retries of events whose dependencies were unavailable. For each activity one waiting
 * event that is due is retried as a trial; if it succeeds, so that the dependency is available
 * again, all events that wait for the activity follow, in batches of growing size, at most {@value
 * #MAX_BATCH} a second.
 *
 * <p>A retry begins by compare-and-set in the ledger, with a lease, and runs the failed activities
 * as the next generation of the event's workflow. After a crash, or when a retry outlives a run,
 * the next run on any instance continues it: it starts the workflow again if the engine has lost
 * it, which is harmless because workflows start once by their id. A retry that fails reaches the
 * ledger through the dead-letter queue, and waits again or becomes open. Safe for use by many
 * threads and processes.
 */
public final class AutomaticRetries {

  /** Most retries that are started at once, and in one second. */
  static final int MAX_BATCH = 50;

  /** Time in which one run starts retries. */
  static final Duration LONGEST_RUN = Duration.ofSeconds(45);

  private static final Instant EVER = Instant.parse("9999-12-31T23:59:59Z");
  private static final Duration FIRST_POLL = Duration.ofMillis(200);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(2);
  private static final Duration BATCH_PAUSE = Duration.ofSeconds(1);
  private static final int MOST_POLLS = 12;

  private final DeadLetterLedger ledger;
  private final RetrySteps steps;
  private final List<String> activities;
  private final InstantSource clock;
  private final Sleeper sleeper;

  /**
   * Creates the retries of a ledger.
   *
   * @param ledger the ledger
   * @param events the reader of payloads
   * @param identity the check of events' identities
   * @param policy the policy, for the maximum age
   * @param activities the names of the activities
   * @param clock the current time
   * @param sleeper the pause between two steps
   * @param telemetry the receiver of retried events
   */
  public AutomaticRetries(
      DeadLetterLedger ledger,
      EventReader events,
      EventIdentity identity,
      DelayedRetryPolicy policy,
      List<String> activities,
      InstantSource clock,
      Sleeper sleeper,
      Telemetry telemetry) {
    this.ledger = requireNonNull(ledger, "ledger");
    this.activities = List.copyOf(activities);
    this.clock = requireNonNull(clock, "clock");
    this.sleeper = requireNonNull(sleeper, "sleeper");
    this.steps =
        new RetrySteps(
            ledger,
            new RedriveRules(events, identity),
            requireNonNull(identity, "identity"),
            requireNonNull(policy, "policy"),
            clock,
            requireNonNull(telemetry, "telemetry"));
  }

  /**
   * Continues retries and starts those that are due, for at most 45 seconds, of which each activity
   * gets an equal share. For a timer that runs once a minute.
   *
   * @param workflows the engine of retried workflows; its calls should return quickly
   * @throws PortException the first failure, after the other activities were processed; safe to
   *     call again
   */
  public void run(Workflows workflows) {
    if (isNone(DeadLetterState.WAITING) && isNone(DeadLetterState.REDRIVING)) {
      return;
    }
    Instant end = clock.instant().plus(LONGEST_RUN);
    PortException first = null;
    for (int i = 0; i < activities.size(); i++) {
      Instant now = clock.instant();
      Duration share = Duration.between(now, end).dividedBy(activities.size() - i);
      try {
        new Pass(workflows, activities.get(i), now.plus(share)).run();
      } catch (PortException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
    openUnregistered();
  }

  private boolean isNone(DeadLetterState state) {
    return ledger.retries(state, null, EVER, 1).isEmpty();
  }

  /** Opens events that wait for an activity that is no longer registered. */
  private void openUnregistered() {
    ledger.retries(DeadLetterState.WAITING, null, clock.instant(), PageRequest.MAX_LIMIT).stream()
        .filter(waiting -> !activities.contains(activity(waiting.value())))
        .forEach(waiting -> steps.open(waiting, "activity is not registered"));
  }

  private static String activity(LedgerEntry waiting) {
    return DeadLetterTransitions.requireRetry(waiting).activity();
  }

  /** Retries of the events that wait for one activity. */
  private final class Pass {

    private final Workflows workflows;
    private final String activity;
    private final Instant end;
    private final Set<String> begun = new HashSet<>();

    Pass(Workflows workflows, String activity, Instant end) {
      this.workflows = workflows;
      this.activity = activity;
      this.end = end;
    }

    void run() {
      List<Versioned<LedgerEntry>> running = retries(DeadLetterState.REDRIVING, EVER);
      boolean isAvailable =
          running.stream().filter(entry -> steps.follow(entry, workflows)).count() > 0;
      int size = isAvailable ? MAX_BATCH : 1;
      while (clock.instant().isBefore(end)) {
        List<Running> started = startBatch(size, isAvailable);
        if (started.isEmpty() || awaitSuccesses(started) == 0) {
          break;
        }
        isAvailable = true;
        size = Math.min(MAX_BATCH, size * 2);
        if (!Pauses.sleep(sleeper, BATCH_PAUSE)) {
          return;
        }
      }
      openExpired();
    }

    private List<Versioned<LedgerEntry>> retries(DeadLetterState state, Instant until) {
      return ledger.retries(state, activity, until, PageRequest.MAX_LIMIT);
    }

    /**
     * Starts the events that are due; if the activity is available also those that are not, but
     * none that this pass has started before.
     */
    private List<Running> startBatch(int size, boolean isAvailable) {
      List<Running> started = new ArrayList<>();
      Instant until = isAvailable ? EVER : clock.instant();
      for (Versioned<LedgerEntry> waiting : retries(DeadLetterState.WAITING, until)) {
        if (started.size() < size && begun.add(waiting.value().id())) {
          steps.begin(waiting, workflows).ifPresent(started::add);
        }
      }
      return started;
    }

    /** Returns the number of retries that succeeded, as soon as all have ended. */
    private int awaitSuccesses(List<Running> started) {
      List<Running> running = new ArrayList<>(started);
      int successes = 0;
      Duration poll = FIRST_POLL;
      for (int polls = 0; polls < MOST_POLLS && !running.isEmpty(); polls++) {
        if (polls > 0) {
          if (clock.instant().isAfter(end) || !Pauses.sleep(sleeper, poll)) {
            break;
          }
          poll = poll.compareTo(LONGEST_POLL) < 0 ? poll.multipliedBy(2) : poll;
        }
        for (Running retry : List.copyOf(running)) {
          Optional<WorkflowStatus> status = workflows.status(retry.workflowId());
          if (RedriveWave.isIn(WorkflowStatus.State.DONE, status)) {
            successes++;
            steps.succeed(retry.entry());
          }
          if (!RedriveWave.isIn(WorkflowStatus.State.RUNNING, status)) {
            running.remove(retry);
          }
        }
      }
      return successes;
    }

    /** Opens events that are too old, also while the activity is unavailable. */
    private void openExpired() {
      retries(DeadLetterState.WAITING, EVER).forEach(steps::openIfExpired);
    }
  }
}
