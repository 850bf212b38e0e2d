package io.spillway.core.deadletter;

import io.spillway.DelayedRetryPolicy;
import io.spillway.InvalidInputException;
import io.spillway.core.event.EventIdentity;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.event.StreamEvent;
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

  /** Begins a retry; empty if it changed concurrently or needs an operator. */
  Optional<Versioned<LedgerEntry>> begin(Versioned<LedgerEntry> waiting, Workflows workflows) {
    Optional<String> obstacle = obstacle(waiting.value());
    if (obstacle.isPresent()) {
      open(waiting, obstacle.get());
      return Optional.empty();
    }
    LedgerEntry retrying =
        DeadLetterTransitions.beginRetry(waiting.value(), clock.instant().plus(LEASE));
    if (ledger.replace(retrying, waiting.version()) instanceof Replaced<LedgerEntry> replaced) {
      start(replaced.stored(), workflows);
      return Optional.of(replaced.stored());
    }
    return Optional.empty();
  }

  private void start(Versioned<LedgerEntry> retrying, Workflows workflows) {
    WorkflowRequest request = rules.request(retrying.value());
    telemetry.note(
        Outcome.workflow(
            Outcome.Kind.EVENT_RETRIED, request, retrying.value().letter().failure().code()));
    workflows.start(request);
  }

  /** Continues a retry of an earlier run. Returns whether it has succeeded. */
  boolean follow(Versioned<LedgerEntry> retrying, Workflows workflows) {
    Optional<WorkflowStatus.State> state = state(retrying, workflows);
    if (state.filter(WorkflowStatus.State.DONE::equals).isPresent()) {
      succeed(retrying);
      return true;
    }
    boolean isLost =
        state.isEmpty() || state.filter(WorkflowStatus.State.STOPPED::equals).isPresent();
    if (isLost && !isLeased(retrying.value())) {
      start(retrying, workflows);
    }
    return false;
  }

  private boolean isLeased(LedgerEntry retrying) {
    return clock.instant().isBefore(DeadLetterTransitions.requireRetry(retrying).next());
  }

  /** Returns the state of a retry's workflow. */
  Optional<WorkflowStatus.State> state(Versioned<LedgerEntry> retrying, Workflows workflows) {
    return workflows
        .status(rules.request(retrying.value()).workflowId())
        .map(WorkflowStatus::state);
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
            waiting.value(), clock.instant(), DeadLetterTransitions.RETRY, why);
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

  /** Returns the reason why an event cannot be retried automatically; empty if it can. */
  private Optional<String> obstacle(LedgerEntry waiting) {
    if (isExpired(waiting)) {
      return Optional.of(EXPIRED);
    }
    try {
      StreamEvent event = rules.request(waiting).event();
      return waiting.original() == null && identity.isReused(event)
          ? Optional.of("id belongs to another event")
          : Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.of("payload is unreadable");
    }
  }
}
