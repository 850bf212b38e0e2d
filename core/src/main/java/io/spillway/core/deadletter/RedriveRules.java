package io.spillway.core.deadletter;

import io.spillway.EventReader;
import io.spillway.InvalidInputException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import java.util.List;
import java.util.Optional;

/** Which letters may be redriven, and as what. */
final class RedriveRules {

  static final String NOT_THERE = "it is not in the ledger";

  /** Steps that a redrive takes of a letter's: its beginning and its outcome. */
  static final int STEPS = 2;

  private final PayloadReader payloads;

  RedriveRules(EventReader events) {
    this.payloads = new PayloadReader(events);
  }

  /** Why a letter may not be redriven; empty when it may. */
  Optional<String> obstacle(LedgerEntry entry, RedriveOrder order) {
    Optional<String> obstacle = DeadLetterTransitions.obstacle(entry, DeadLetterState.OPEN, STEPS);
    if (obstacle.isPresent()) {
      return obstacle;
    }
    DeadLetter letter = entry.letter();
    if (letter.generation() >= order.maxGeneration()) {
      return Optional.of("it was redriven " + letter.generation() + " times");
    }
    if (letter.cuts().contains(DeadLetter.CUT_PAYLOAD)) {
      return Optional.of("its payload is not whole; edit it first");
    }
    try {
      payloads.read(letter.arrival());
      return Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.of("its payload is no event; edit it first: " + e.getMessage());
    }
  }

  /**
   * The workflow that redrives a letter: its next generation, through what failed. Throws {@link
   * InvalidInputException} when its payload can no longer be read.
   */
  WorkflowRequest request(LedgerEntry entry) {
    DeadLetter letter = entry.letter();
    StreamEvent event = payloads.read(letter.arrival());
    return new WorkflowRequest(
        event, letter.arrival(), letter.generation() + 1, letter.id(), failed(letter));
  }

  /** Of a letter whose reports were cut everything runs: activities are idempotent. */
  private static List<String> failed(DeadLetter letter) {
    return letter.activities().stream()
        .filter(report -> report.state() != ActivityReport.State.DONE)
        .map(ActivityReport::activity)
        .toList();
  }
}
