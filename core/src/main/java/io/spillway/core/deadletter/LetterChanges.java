package io.spillway.core.deadletter;

import io.spillway.InvalidInputException;
import io.spillway.core.InputCheck;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterAction;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.PayloadPatches;
import io.spillway.ports.deadletter.PayloadPatches.Change;
import io.spillway.ports.deadletter.PayloadPatches.Patched;
import io.spillway.ports.deadletter.PayloadPatches.Unfit;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.queue.Payload;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Changes of one dead letter by an order: discard, restore and edit. Pure. */
final class LetterChanges {

  /**
   * Audit entries kept free, so that an open dead letter can still be redriven, and a discarded one
   * restored.
   */
  static final int TO_REDRIVE = RedriveRules.STEPS;

  private final EditRules edits;
  private final PayloadPatches patches;

  LetterChanges(PayloadReader payloads, PayloadPatches patches) {
    this.edits = new EditRules(payloads);
    this.patches = Objects.requireNonNull(patches, "patches");
  }

  /** Result of a change. */
  sealed interface Result {}

  /**
   * Changed dead letter.
   *
   * @param changes the changed values of an edited payload; empty for other actions
   */
  record Changed(LedgerEntry entry, List<Change> changes) implements Result {}

  /** Dead letter that is left alone, and the reason. */
  record Skipped(String why) implements Result {}

  /** Returns the problem of an order's patch, as a phrase; empty if it has none or a valid one. */
  Optional<String> patchProblem(RedriveOrder order) {
    return Optional.ofNullable(order.patch()).flatMap(patches::problem);
  }

  /** Returns the reason why a change is not allowed; empty if it is. */
  static Optional<String> obstacle(LedgerEntry entry, DeadLetterAction action) {
    return switch (action) {
      case DISCARD -> obstacle(entry, action, "discarded", 2);
      case RESTORE -> obstacle(entry, action, "restored", 1);
      case EDIT -> obstacle(entry, action, "edited", 1);
      case REDRIVE -> throw new IllegalArgumentException("a redrive is no change");
    };
  }

  private static Optional<String> obstacle(
      LedgerEntry entry, DeadLetterAction action, String verb, int entries) {
    return DeadLetterTransitions.obstacle(entry, action.states(), verb, entries + TO_REDRIVE);
  }

  /** Returns the dead letter as an order changes it, or the reason why it does not fit. */
  Result apply(LedgerEntry entry, RedriveOrder order, Signature by) {
    Optional<String> obstacle = obstacle(entry, order.action());
    if (obstacle.isPresent()) {
      return new Skipped(obstacle.get());
    }
    return switch (order.action()) {
      case DISCARD -> new Changed(DeadLetterTransitions.discard(entry, by), List.of());
      case RESTORE -> new Changed(DeadLetterTransitions.restore(entry, by), List.of());
      case EDIT -> edit(entry, Objects.requireNonNull(order.patch()), by);
      case REDRIVE -> throw new IllegalArgumentException("a redrive is no change");
    };
  }

  private Result edit(LedgerEntry entry, String patch, Signature by) {
    DeadLetter letter = entry.letter();
    if (letter.cuts().contains(DeadLetter.CUT_PAYLOAD)) {
      return new Skipped("truncated payload, edit it by itself");
    }
    PayloadPatches.Result result = patches.apply(patch, letter.arrival().payload());
    if (result instanceof Unfit unfit) {
      return new Skipped(unfit.why());
    }
    Patched patched = (Patched) result;
    return patched.changes().isEmpty()
        ? new Skipped("the patch changes nothing")
        : edit(entry, patched, by);
  }

  private Result edit(LedgerEntry entry, Patched patched, Signature by) {
    Payload payload = patched.payload();
    try {
      InputCheck check = new InputCheck();
      EditRules.checkSize(payload, check);
      check.orThrow();
      var event = edits.requireSameEvent(entry.letter(), payload);
      return new Changed(DeadLetterTransitions.edit(entry, payload, event, by), patched.changes());
    } catch (InvalidInputException e) {
      return new Skipped("invalid after the patch: " + e.getMessage());
    }
  }
}
