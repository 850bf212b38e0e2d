package io.spillway.core.deadletter;

import static io.spillway.ports.deadletter.DeadLetterAction.DISCARD;
import static io.spillway.ports.deadletter.DeadLetterAction.EDIT;
import static io.spillway.ports.deadletter.DeadLetterAction.RESTORE;
import static io.spillway.ports.deadletter.DeadLetterState.WAITING;
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
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.event.EventIdentifiers;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Operators' commands on a dead letter, except redrives. Each is a compare-and-set on the version
 * that the operator saw, and is appended to the audit trail with its reason. A dead letter that is
 * being redriven cannot be changed.
 *
 * <p>A retry after a lost response gets {@code Stale}, with the operator's own change. Safe for use
 * by many threads.
 */
public final class DeadLetterOperations {

  /** Longest name of an operator, in code points. */
  public static final int MAX_OPERATOR_LENGTH = 100;

  /** Longest reason, in code points, of up to two characters of the audit trail each. */
  public static final int MAX_REASON_LENGTH = DeadLetterAuditEntry.MAX_NOTE_LENGTH / 2;

  private final DeadLetterLedger ledger;
  private final EditRules edits;
  private final InstantSource clock;

  /**
   * Creates the operations on a ledger.
   *
   * @param ledger the ledger
   * @param events the reader of payloads
   * @param clock the time of commands
   */
  public DeadLetterOperations(DeadLetterLedger ledger, EventReader events, InstantSource clock) {
    this.ledger = requireNonNull(ledger, "ledger");
    this.edits = new EditRules(new PayloadReader(events));
    this.clock = requireNonNull(clock, "clock");
  }

  /** Function from an entry to its next state. */
  @FunctionalInterface
  private interface Step {
    LedgerEntry after(LedgerEntry entry, Instant at);
  }

  /**
   * Replaces the payload of an open or waiting dead letter; the original is kept. The new payload
   * must be a valid event. If the event's id is known, neither the id nor the source may change,
   * because under another one the event would count a second time. An event with the id of another
   * event may get its own.
   *
   * @param id the dead letter's id
   * @param version the version that the operator saw
   * @param payload the new payload, 1 to {@value WorkQueue#MAX_PAYLOAD_BYTES} bytes
   * @param reason the reason, 1 to {@value #MAX_REASON_LENGTH} code points
   * @param operator the operator's name, 1 to {@value #MAX_OPERATOR_LENGTH} code points
   * @return the result; {@code Stale} with the current entry after a concurrent change
   * @throws InvalidInputException naming each bad field
   */
  public DeadLetterResult<LedgerEntry> edit(
      String id,
      String version,
      Payload payload,
      @Nullable String reason,
      @Nullable String operator) {
    InputCheck check = check(reason, operator);
    EditRules.checkSize(payload, check);
    check.orThrow();
    Optional<Versioned<LedgerEntry>> found = ledger.find(id);
    EventIdentifiers event =
        found
            .map(entry -> edits.requireSameEvent(entry.value().letter(), payload))
            .orElse(EventIdentifiers.NONE);
    return take(
        found,
        version,
        entry -> LetterChanges.obstacle(entry, EDIT),
        (entry, at) -> DeadLetterTransitions.edit(entry, payload, event, by(at, operator, reason)));
  }

  /**
   * Discards an open or waiting dead letter, so that it is neither redriven nor retried. Parameters
   * as for {@link #edit}.
   *
   * @param id the dead letter's id
   * @param version the version that the operator saw
   * @param reason the reason
   * @param operator the operator's name
   * @return the result; {@code Stale} with the current entry after a concurrent change
   */
  public DeadLetterResult<LedgerEntry> discard(
      String id, String version, @Nullable String reason, @Nullable String operator) {
    check(reason, operator).orThrow();
    return take(
        ledger.find(id),
        version,
        entry -> LetterChanges.obstacle(entry, DISCARD),
        (entry, at) -> DeadLetterTransitions.discard(entry, by(at, operator, reason)));
  }

  /**
   * Reopens a discarded dead letter. Parameters as for {@link #edit}.
   *
   * @param id the dead letter's id
   * @param version the version that the operator saw
   * @param reason the reason
   * @param operator the operator's name
   * @return the result; {@code Stale} with the current entry after a concurrent change
   */
  public DeadLetterResult<LedgerEntry> restore(
      String id, String version, @Nullable String reason, @Nullable String operator) {
    check(reason, operator).orThrow();
    return take(
        ledger.find(id),
        version,
        entry -> LetterChanges.obstacle(entry, RESTORE),
        (entry, at) -> DeadLetterTransitions.restore(entry, by(at, operator, reason)));
  }

  /**
   * Stops the automatic retries of a waiting dead letter, which becomes open. Parameters as for
   * {@link #edit}.
   *
   * @param id the dead letter's id
   * @param version the version that the operator saw
   * @param reason the reason
   * @param operator the operator's name
   * @return the result; {@code Stale} with the current entry after a concurrent change
   */
  public DeadLetterResult<LedgerEntry> stopRetries(
      String id, String version, @Nullable String reason, @Nullable String operator) {
    check(reason, operator).orThrow();
    return take(
        ledger.find(id),
        version,
        entry ->
            DeadLetterTransitions.obstacle(
                entry, List.of(WAITING), "stopped", 1 + LetterChanges.TO_REDRIVE),
        (entry, at) -> DeadLetterTransitions.stopRetries(entry, by(at, operator, reason)));
  }

  private DeadLetterResult<LedgerEntry> take(
      Optional<Versioned<LedgerEntry>> found,
      String version,
      Function<LedgerEntry, Optional<String>> obstacleOf,
      Step step) {
    if (found.isEmpty()) {
      return new NotFound<>();
    }
    Versioned<LedgerEntry> current = found.get();
    if (!current.version().equals(version)) {
      return new Stale<>(current);
    }
    Optional<String> obstacle = obstacleOf.apply(current.value());
    if (obstacle.isPresent()) {
      return new NotAllowed<>(current, obstacle.get());
    }
    Replacement<LedgerEntry> result =
        ledger.replace(step.after(current.value(), clock.instant()), version);
    return result instanceof Replaced<LedgerEntry> replaced
        ? new Done<>(replaced.stored())
        : new Stale<>(((Replacement.Stale<LedgerEntry>) result).current());
  }

  private static Signature by(Instant at, @Nullable String operator, @Nullable String reason) {
    return new Signature(at, requireNonNull(operator), requireNonNull(reason), null);
  }

  /** Checks the fields that all commands have. */
  private static InputCheck check(@Nullable String reason, @Nullable String operator) {
    InputCheck check = new InputCheck();
    check.text("reason", reason, MAX_REASON_LENGTH);
    check.person("operator", operator, MAX_OPERATOR_LENGTH);
    return check;
  }
}
