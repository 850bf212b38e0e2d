package io.spillway.core.deadletter;

import static io.spillway.ports.deadletter.DeadLetterState.DISCARDED;
import static io.spillway.ports.deadletter.DeadLetterState.OPEN;
import static java.util.Objects.requireNonNull;

import io.spillway.DeadLetterResult;
import io.spillway.DeadLetterResult.Done;
import io.spillway.DeadLetterResult.NotAllowed;
import io.spillway.DeadLetterResult.NotFound;
import io.spillway.DeadLetterResult.Stale;
import io.spillway.EventReader;
import io.spillway.InvalidInputException;
import io.spillway.core.InputCheck;
import io.spillway.ports.Replacement;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What operators do with a dead letter, other than to redrive it. Each step names the version that
 * the operator saw, so that of two who act at once one is told what the other did, and each is
 * appended to the audit trail with its reason. A letter that a redrive has in hand is left alone.
 *
 * <p>An operator whose answer was lost and who tries again gets {@code Stale}, with their own step
 * as what stands. Safe for use by many threads.
 */
public final class DeadLetterOperations {

  /** Longest name of an operator, in code points. */
  public static final int MAX_OPERATOR_LENGTH = 100;

  /** Steps that must be left: one that is open can be redriven, and one discarded be restored. */
  private static final int TO_REDRIVE = RedriveRules.STEPS;

  private final DeadLetterLedger ledger;
  private final PayloadReader payloads;
  private final InstantSource clock;

  /**
   * A desk.
   *
   * @param ledger where the letters are
   * @param events reads what a payload holds
   * @param clock tells the time of each step
   */
  public DeadLetterOperations(DeadLetterLedger ledger, EventReader events, InstantSource clock) {
    this.ledger = requireNonNull(ledger, "ledger");
    this.payloads = new PayloadReader(events);
    this.clock = requireNonNull(clock, "clock");
  }

  /** A step from one value to the next. */
  @FunctionalInterface
  private interface Step {
    LedgerEntry after(LedgerEntry entry, Instant at);
  }

  /**
   * Replaces the payload of an open letter; what arrived is kept. The new payload must hold a valid
   * event. When it is known which event the letter is about, it must be that event: under another
   * id it would count a second time.
   *
   * @param id the letter's
   * @param version the one that the operator saw
   * @param payload 1 to {@value WorkQueue#MAX_PAYLOAD_BYTES} bytes
   * @param reason why; 1 to {@value DeadLetterAuditEntry#MAX_NOTE_LENGTH} code points
   * @param operator who; 1 to {@value #MAX_OPERATOR_LENGTH} code points
   * @return what came of it; {@code Stale} with what stands when somebody was first
   * @throws InvalidInputException naming each bad field
   */
  public DeadLetterResult<LedgerEntry> edit(
      String id,
      String version,
      Payload payload,
      @Nullable String reason,
      @Nullable String operator) {
    InputCheck check = checked(reason, operator);
    if (payload.size() == 0 || payload.size() > WorkQueue.MAX_PAYLOAD_BYTES) {
      check.reject("payload", "must have 1 to " + WorkQueue.MAX_PAYLOAD_BYTES + " bytes");
    }
    check.orThrow();
    Optional<Versioned<LedgerEntry>> found = ledger.find(id);
    found.ifPresent(entry -> requireSameEvent(entry.value().letter(), payload));
    return take(
        found,
        version,
        OPEN,
        1 + TO_REDRIVE,
        (entry, at) ->
            DeadLetterTransitions.edited(
                entry, payload, at, requireNonNull(operator), requireNonNull(reason)));
  }

  /**
   * Decides that nothing is to be done about an open letter. Parameters as for {@link #edit}.
   *
   * @param id the letter's
   * @param version the one that the operator saw
   * @param reason why
   * @param operator who
   * @return what came of it; {@code Stale} with what stands when somebody was first
   */
  public DeadLetterResult<LedgerEntry> discard(
      String id, String version, @Nullable String reason, @Nullable String operator) {
    checked(reason, operator).orThrow();
    return take(
        ledger.find(id),
        version,
        OPEN,
        2 + TO_REDRIVE,
        (entry, at) ->
            DeadLetterTransitions.discarded(
                entry, at, requireNonNull(operator), requireNonNull(reason)));
  }

  /**
   * Opens a discarded letter again. Parameters as for {@link #edit}.
   *
   * @param id the letter's
   * @param version the one that the operator saw
   * @param reason why
   * @param operator who
   * @return what came of it; {@code Stale} with what stands when somebody was first
   */
  public DeadLetterResult<LedgerEntry> restore(
      String id, String version, @Nullable String reason, @Nullable String operator) {
    checked(reason, operator).orThrow();
    return take(
        ledger.find(id),
        version,
        DISCARDED,
        1 + TO_REDRIVE,
        (entry, at) ->
            DeadLetterTransitions.restored(
                entry, at, requireNonNull(operator), requireNonNull(reason)));
  }

  private DeadLetterResult<LedgerEntry> take(
      Optional<Versioned<LedgerEntry>> found,
      String version,
      DeadLetterState needed,
      int room,
      Step step) {
    if (found.isEmpty()) {
      return new NotFound<>();
    }
    Versioned<LedgerEntry> current = found.get();
    if (!current.version().equals(version)) {
      return new Stale<>(current);
    }
    Optional<String> obstacle = DeadLetterTransitions.obstacle(current.value(), needed, room);
    if (obstacle.isPresent()) {
      return new NotAllowed<>(current, obstacle.get());
    }
    Replacement<LedgerEntry> result =
        ledger.replace(step.after(current.value(), clock.instant()), version);
    return result instanceof Replaced<LedgerEntry> replaced
        ? new Done<>(replaced.stored())
        : new Stale<>(((Replacement.Stale<LedgerEntry>) result).current());
  }

  private void requireSameEvent(DeadLetter letter, Payload payload) {
    StreamEvent event = payloads.read(letter.arrival().withPayload(payload));
    InputCheck check = new InputCheck();
    if (!letter.streamId().equals(DeadLetter.UNKNOWN_STREAM)
        && !letter.streamId().equals(event.streamId())) {
      check.reject("payload", "must be an event of stream " + letter.streamId());
    }
    if (letter.eventId() != null && !letter.eventId().equals(event.eventId())) {
      check.reject("payload", "must be the event " + letter.eventId());
    }
    check.orThrow();
  }

  /** What every step needs. */
  private static InputCheck checked(@Nullable String reason, @Nullable String operator) {
    InputCheck check = new InputCheck();
    check.text("reason", reason, DeadLetterAuditEntry.MAX_NOTE_LENGTH / 2);
    check.person("operator", operator, MAX_OPERATOR_LENGTH);
    return check;
  }
}
