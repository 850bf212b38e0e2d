package io.spillway.core.deadletter;

import io.spillway.DelayedRetryPolicy;
import io.spillway.InvalidInputException;
import io.spillway.core.event.EventIdentity;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Steps of the automatic retry of one event. */
final class RetrySteps {

  /** Time after the start of a retry from which another process can start it again. */
  static final Duration LEASE = Duration.ofMinutes(2);

  private static final String EXPIRED = "maximum age reached";

  private final DeadLetterLedger ledger;
  private final RedriveRules rules;
  private final EventIdentity identity;
  private final DelayedRetryPolicy policy;
  private final InstantSource clock;
  private final Telemetry telemetry;

  RetrySteps(
      DeadLetterLedger ledger,
      RedriveRules rules,
      EventIdentity identity,
      DelayedRetryPolicy policy,
      InstantSource clock,
      Telemetry telemetry) {
    this.ledger = ledger;
    this.rules = rules;
    this.identity = identity;
    this.policy = policy;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  /** Retry that was begun, with the id of its workflow. */
  record Running(Versioned<LedgerEntry> entry, String workflowId) {}

  /** Begins a retry; empty if it changed concurrently or needs an operator. */
  Optional<Running> begin(Versioned<LedgerEntry> waiting, Workflows workflows) {
    Optional<WorkflowRequest> request = requestOrOpen(waiting);
    if (request.isEmpty()) {
      return Optional.empty();
    }
    LedgerEntry retrying =
        DeadLetterTransitions.beginRetry(waiting.value(), clock.instant().plus(LEASE));
    if (ledger.replace(retrying, waiting.version()) instanceof Replaced<LedgerEntry> replaced) {
      start(retrying, request.get(), workflows);
      return Optional.of(new Running(replaced.stored(), request.get().workflowId()));
    }
    return Optional.empty();
  }

  /** Returns the workflow of a retry; leaves an event that cannot be retried to an operator. */
  private Optional<WorkflowRequest> requestOrOpen(Versioned<LedgerEntry> waiting) {
    String obstacle;
    try {
      if (isExpired(waiting.value())) {
        obstacle = EXPIRED;
      } else {
        WorkflowRequest request = rules.request(waiting.value());
        if (waiting.value().original() != null || !identity.isReused(request.event())) {
          return Optional.of(request);
        }
        obstacle = "id belongs to another event";
      }
    } catch (InvalidInputException e) {
      obstacle = "payload is unreadable";
    }
    open(waiting, obstacle);
    return Optional.empty();
  }

  private void start(LedgerEntry retrying, WorkflowRequest request, Workflows workflows) {
    String code = retrying.letter().failure().code();
    telemetry.note(Outcome.workflow(Outcome.Kind.EVENT_RETRIED, request, code));
    workflows.start(request);
  }

  /** Continues a retry of an earlier run. Returns whether it has succeeded. */
  boolean follow(Versioned<LedgerEntry> retrying, Workflows workflows) {
    WorkflowRequest request = rules.request(retrying.value());
    Optional<WorkflowStatus> status = workflows.status(request.workflowId());
    if (RedriveWave.isIn(WorkflowStatus.State.DONE, status)) {
      succeed(retrying);
      return true;
    }
    boolean isLost = status.isEmpty() || RedriveWave.isIn(WorkflowStatus.State.STOPPED, status);
    if (isLost && !isLeased(retrying.value())) {
      start(retrying.value(), request, workflows);
    }
    return false;
  }

  private boolean isLeased(LedgerEntry retrying) {
    return clock.instant().isBefore(DeadLetterTransitions.requireRetry(retrying).next());
  }

  void succeed(Versioned<LedgerEntry> retrying) {
    var unused =
        ledger.replace(
            DeadLetterTransitions.succeed(retrying.value(), clock.instant()), retrying.version());
  }

  /** Leaves a waiting event to an operator. */
  void open(Versioned<LedgerEntry> waiting, String why) {
    LedgerEntry open =
        DeadLetterTransitions.stopRetries(
            waiting.value(),
            new Signature(clock.instant(), DeadLetterTransitions.RETRY, why, null));
    if (ledger.replace(open, waiting.version()) instanceof Replaced<LedgerEntry>) {
      telemetry.note(ObservedDeadLetterQueue.outcome(Outcome.Kind.EVENT_BURIED, open.letter()));
    }
  }

  /** Opens an event that is too old. */
  void openIfExpired(Versioned<LedgerEntry> waiting) {
    if (isExpired(waiting.value())) {
      open(waiting, EXPIRED);
    }
  }

  private boolean isExpired(LedgerEntry waiting) {
    Instant since = DeadLetterTransitions.requireRetry(waiting).since();
    return clock.instant().isAfter(since.plus(policy.maxAge()));
  }
}
