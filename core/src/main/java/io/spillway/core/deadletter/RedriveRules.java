package io.spillway.core.deadletter;

import io.spillway.EventReader;
import io.spillway.InvalidInputException;
import io.spillway.core.event.EventIdentity;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.queue.Payload;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules of redrives: conditions, and the workflow of the next generation. */
final class RedriveRules {

  static final String NOT_FOUND = "not found";
  static final String ALREADY_REDRIVEN = "already redriven";
  static final String IN_ANOTHER_REDRIVE = "being redriven by another redrive";
  static final String DISCARDED = "discarded";

  static final String RETRYING = "being retried automatically";

  /** Audit entries that a redrive adds: start, outcome, and the end of automatic retries. */
  static final int STEPS = 3;

  private final PayloadReader payloads;

  private final EventIdentity identity;

  /** Creates rules without a check of identities, for previews. */
  RedriveRules(EventReader events) {
    this(events, EventIdentity.UNCHECKED);
  }

  RedriveRules(EventReader events, EventIdentity identity) {
    this.payloads = new PayloadReader(events);
    this.identity = identity;
  }

  /**
   * Registers the identity of an event that never had a workflow. Returns the reason why it cannot
   * be redriven; empty if it can. Throws {@link InvalidInputException} if the payload is no longer
   * readable.
   */
  Optional<String> identityObstacle(LedgerEntry entry) {
    DeadLetter letter = entry.letter();
    if (letter.workflowId() != null
        || !identity.isReused(payloads.read(letter))
        || isRegistered(letter, entry.original())) {
      return Optional.empty();
    }
    return Optional.of(
        "id belongs to another event, "
            + (mayGetAnotherId(letter) ? "edit it first" : "discard it"));
  }

  /** Returns whether an edit may change the id and the source: if unknown or of another event. */
  static boolean mayGetAnotherId(DeadLetter letter) {
    return letter.eventId() == null || letter.failure().code().equals(EventIdentity.REUSED);
  }

  /** Returns whether an event was registered before an operator edited it. */
  private boolean isRegistered(DeadLetter letter, @Nullable Payload original) {
    try {
      return original != null && !identity.isReused(payloads.read(letter, original));
    } catch (InvalidInputException invalid) {
      return false;
    }
  }

  /** Returns the reason why a dead letter cannot be redriven; empty if it can. */
  Optional<String> obstacle(LedgerEntry entry, RedriveOrder order) {
    if (entry.state() != DeadLetterState.OPEN && entry.state() != DeadLetterState.WAITING) {
      return Optional.of(entry.isRetrying() ? RETRYING : reason(entry.state()));
    }
    if (!DeadLetterTransitions.hasFreeEntries(entry, STEPS)) {
      return Optional.of("audit trail is full (" + LedgerEntry.MAX_AUDIT_STEPS + " entries)");
    }
    DeadLetter letter = entry.letter();
    if (entry.redrives() >= order.maxGeneration()) {
      return Optional.of("already redriven " + entry.redrives() + " times");
    }
    if (letter.cuts().contains(DeadLetter.CUT_PAYLOAD)) {
      return Optional.of("truncated payload, edit first");
    }
    try {
      payloads.read(letter);
      return Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.of("invalid payload, edit first: " + e.getMessage());
    }
  }

  /**
   * Returns the workflow that redrives a dead letter: its next generation, with the failed
   * activities. Throws {@link InvalidInputException} if the payload is no longer readable.
   */
  WorkflowRequest request(LedgerEntry entry) {
    DeadLetter letter = entry.letter();
    StreamEvent event = payloads.read(letter);
    return new WorkflowRequest(
        event, letter.arrival(), letter.generation() + 1, letter.id(), failedActivities(letter));
  }

  private static String reason(DeadLetterState state) {
    return switch (state) {
      case OPEN, WAITING -> "unresolved";
      case REDRIVING -> IN_ANOTHER_REDRIVE;
      case REDRIVEN -> ALREADY_REDRIVEN;
      case DISCARDED -> DISCARDED;
    };
  }

  /**
   * Returns the activities to run again; empty for all, if the reports were truncated, which is
   * safe because activities are idempotent.
   */
  static List<String> failedActivities(DeadLetter letter) {
    return letter.activities().stream()
        .filter(report -> !report.isDone())
        .map(ActivityReport::activity)
        .toList();
  }
}
