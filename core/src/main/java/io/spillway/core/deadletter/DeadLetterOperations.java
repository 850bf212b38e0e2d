package io.spillway.core.deadletter;

import static io.spillway.ports.deadletter.DeadLetterState.DISCARDED;
import static io.spillway.ports.deadletter.DeadLetterState.OPEN;
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
import io.spillway.core.event.EventArrivals;
import io.spillway.ports.Replacement;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventIdentifiers;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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

  /**
   * Audit entries kept free, so that an open dead letter can still be redriven, and a discarded one
   * restored.
   */
  private static final int TO_REDRIVE = RedriveRules.STEPS;

  private static final List<DeadLetterState> UNRESOLVED = List.of(OPEN, WAITING);

  private final DeadLetterLedger ledger;
  private final PayloadReader payloads;
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
    this.payloads = new PayloadReader(events);
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
    if (payload.size() == 0 || payload.size() > WorkQueue.MAX_PAYLOAD_BYTES) {
      check.reject("payload", "must have 1 to " + WorkQueue.MAX_PAYLOAD_BYTES + " bytes");
    }
    check.orThrow();
    Optional<Versioned<LedgerEntry>> found = ledger.find(id);
    EventIdentifiers event =
        found
            .map(entry -> requireSameEvent(entry.value().letter(), payload))
            .orElse(EventIdentifiers.NONE);
    return take(
        found,
        version,
        UNRESOLVED,
        "edited",
        1 + TO_REDRIVE,
        (entry, at) ->
            DeadLetterTransitions.edit(
                entry, payload, event, at, requireNonNull(operator), requireNonNull(reason)));
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
        UNRESOLVED,
        "discarded",
        2 + TO_REDRIVE,
        (entry, at) ->
            DeadLetterTransitions.discard(
                entry, at, requireNonNull(operator), requireNonNull(reason)));
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
        List.of(DISCARDED),
        "restored",
        1 + TO_REDRIVE,
        (entry, at) ->
            DeadLetterTransitions.restore(
                entry, at, requireNonNull(operator), requireNonNull(reason)));
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
        List.of(WAITING),
        "stopped",
        1 + TO_REDRIVE,
        (entry, at) ->
            DeadLetterTransitions.stopRetries(
                entry, at, requireNonNull(operator), requireNonNull(reason)));
  }

  private DeadLetterResult<LedgerEntry> take(
      Optional<Versioned<LedgerEntry>> found,
      String version,
      List<DeadLetterState> allowed,
      String action,
      int freeEntries,
      Step step) {
    if (found.isEmpty()) {
      return new NotFound<>();
    }
    Versioned<LedgerEntry> current = found.get();
    if (!current.version().equals(version)) {
      return new Stale<>(current);
    }
    Optional<String> obstacle =
        DeadLetterTransitions.obstacle(current.value(), allowed, action, freeEntries);
    if (obstacle.isPresent()) {
      return new NotAllowed<>(current, obstacle.get());
    }
    Replacement<LedgerEntry> result =
        ledger.replace(step.after(current.value(), clock.instant()), version);
    return result instanceof Replaced<LedgerEntry> replaced
        ? new Done<>(replaced.stored())
        : new Stale<>(((Replacement.Stale<LedgerEntry>) result).current());
  }

  /** Returns the identifiers of an edited event, which are those of the dead letter if known. */
  private EventIdentifiers requireSameEvent(DeadLetter letter, Payload payload) {
    EventDraft draft = payloads.draft(letter, payload);
    StreamEvent event = EventArrivals.event(letter.arrival().withPayload(payload), draft);
    InputCheck check = new InputCheck();
    if (!letter.streamId().equals(DeadLetter.UNKNOWN_STREAM)
        && !letter.streamId().equals(event.streamId())) {
      check.reject("payload", "must be an event of stream " + letter.streamId());
    }
    if (!RedriveRules.mayGetAnotherId(letter)) {
      if (!event.eventId().equals(letter.eventId())) {
        check.reject("payload", "must be the event " + letter.eventId());
      }
      if (letter.source() != null && !letter.source().equals(event.source())) {
        check.reject("payload", "must be an event of the source " + letter.source());
      }
    }
    check.orThrow();
    return EventIdentifiers.of(draft);
  }

  /** Checks the fields that all commands have. */
  private static InputCheck check(@Nullable String reason, @Nullable String operator) {
    InputCheck check = new InputCheck();
    check.text("reason", reason, MAX_REASON_LENGTH);
    check.person("operator", operator, MAX_OPERATOR_LENGTH);
    return check;
  }
}
