package io.spillway.core.deadletter;

import io.spillway.InvalidInputException;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterAuditEntry.Action;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.queue.Payload;
import java.util.List;

/** Warnings of an edited dead letter: activities that are done do not run again with the edit. */
final class EditWarnings {

  private final PayloadReader payloads;

  EditWarnings(PayloadReader payloads) {
    this.payloads = payloads;
  }

  /** Returns the warnings, which name activities and quote nothing; empty for none. */
  List<String> of(LedgerEntry entry) {
    List<String> done =
        entry.letter().activities().stream()
            .filter(ActivityReport::isDone)
            .map(ActivityReport::activity)
            .toList();
    Payload original = entry.original();
    if (done.isEmpty() || original == null) {
      return List.of();
    }
    List<Action> steps = stepsBeforeItsRedrive(entry);
    int lastRun = Math.max(0, steps.lastIndexOf(Action.REDRIVE_BEGUN));
    boolean ranWithEdit = steps.subList(0, lastRun).contains(Action.EDITED);
    if (!ranWithEdit && isSameEvent(entry, original)) {
      return List.of();
    }
    // Of two activities that are done, one may have run before the edit and one after it.
    boolean isEditedSince = steps.lastIndexOf(Action.EDITED) > lastRun;
    return List.of(
        "The edit %s reach activities that are done: %s"
            .formatted(isEditedSince ? "does not" : "may not", String.join(", ", done)));
  }

  /** The reports of a dead letter do not have the redrive that runs or has succeeded. */
  private static List<Action> stepsBeforeItsRedrive(LedgerEntry entry) {
    List<Action> steps = entry.audit().stream().map(DeadLetterAuditEntry::action).toList();
    boolean isRedriven =
        entry.state() == DeadLetterState.REDRIVING || entry.state() == DeadLetterState.REDRIVEN;
    return isRedriven
        ? steps.subList(0, Math.max(0, steps.lastIndexOf(Action.REDRIVE_BEGUN)))
        : steps;
  }

  private boolean isSameEvent(LedgerEntry entry, Payload original) {
    try {
      return payloads.read(entry.letter()).equals(payloads.read(entry.letter(), original));
    } catch (InvalidInputException | PortException e) {
      return false; // cannot be compared
    }
  }
}
