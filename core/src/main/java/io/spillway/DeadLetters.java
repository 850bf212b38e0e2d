package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.core.OptionalStores;
import io.spillway.core.deadletter.AutomaticRetries;
import io.spillway.core.deadletter.DeadLetterOperations;
import io.spillway.core.deadletter.GroupNotes;
import io.spillway.core.deadletter.LedgerDeadLetterQueue;
import io.spillway.core.deadletter.RedriveLoop;
import io.spillway.core.deadletter.RedriveSweep;
import io.spillway.core.deadletter.Redrives;
import io.spillway.core.event.DirectPayload;
import io.spillway.core.event.EventIdentity;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterAction;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.deadletter.DeadLetterGroups;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.deadletter.GroupNote;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.ports.telemetry.Telemetry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters for operators: find, edit, discard and redrive them. Made by {@link
 * FanOut#deadLetters()}, or by a builder for an own workflow engine.
 *
 * <p>Each command on a dead letter is a compare-and-set on the version that the operator saw: of
 * two concurrent commands, one gets {@link DeadLetterResult.Stale}. Each is appended to the dead
 * letter's audit trail. A dead letter that a redrive is processing cannot be changed.
 *
 * <p>A {@link RedriveOrder} redrives, discards, restores or edits many dead letters, in slices. It
 * can be previewed, paused and cancelled; the methods call it a redrive, whatever its action.
 *
 * <p>Each method throws {@link io.spillway.ports.PortException} when a store failed; the command
 * may have been recorded. Safe for use by many threads.
 */
public final class DeadLetters {

  /** Longest name of an operator, in code points. */
  public static final int MAX_OPERATOR_LENGTH = DeadLetterOperations.MAX_OPERATOR_LENGTH;

  private final DeadLetterLedger ledger;
  private final DeadLetterOperations operations;
  private final GroupNotes notes;
  private final Redrives redrives;
  private final RedriveLoop loop;
  private final AutomaticRetries retries;
  private final DelayedRetryPolicy retryPolicy;
  private final Telemetry telemetry;
  private final Supplier<String> newId;
  private final @Nullable Workflows workflows;

  private DeadLetters(
      DeadLetterLedger ledger,
      DeadLetterOperations operations,
      GroupNotes notes,
      Redrives redrives,
      RedriveLoop loop,
      AutomaticRetries retries,
      DelayedRetryPolicy retryPolicy,
      Telemetry telemetry,
      Supplier<String> newId,
      @Nullable Workflows workflows) {
    this.ledger = ledger;
    this.operations = operations;
    this.notes = notes;
    this.redrives = redrives;
    this.loop = loop;
    this.retries = retries;
    this.retryPolicy = retryPolicy;
    this.telemetry = telemetry;
    this.newId = newId;
    this.workflows = workflows;
  }

  static DeadLetters of(DeadLettersBuilder with) {
    DeadLetterLedger ledger = with.stores().deadLetters();
    RedriveJobStore jobs = with.stores().redrives();
    EventReader other = with.reader;
    EventReader reader = arrival -> DirectPayload.read(arrival, other);
    EventIdentity identity = EventIdentity.in(with.stores(), with.clock);
    RedriveSweep sweep =
        new RedriveSweep(ledger, jobs, reader, with.patches, identity, with.clock, with.telemetry);
    return new DeadLetters(
        ledger,
        new DeadLetterOperations(ledger, reader, with.clock),
        new GroupNotes(OptionalStores.find(with.stores()::groupNotes).orElse(null), with.clock),
        new Redrives(ledger, jobs, reader, with.patches, with.clock),
        new RedriveLoop(sweep, with.clock, with.sleeper),
        new AutomaticRetries(
            ledger,
            reader,
            identity,
            with.retryPolicy,
            with.activities,
            with.clock,
            with.sleeper,
            with.telemetry),
        with.retryPolicy,
        with.telemetry,
        with.newId,
        with.workflows);
  }

  /**
   * {@return a builder that needs stores, and has defaults for all else: the system's clock, random
   * UUIDs, no workflows, and a reader of events that came by {@link FanOut#publish}}
   */
  public static DeadLettersBuilder builder() {
    return new DeadLettersBuilder();
  }

  /**
   * {@return the same dead letters, redriven through other workflows}
   *
   * @param other the engine that runs redriven events
   */
  public DeadLetters through(Workflows other) {
    return new DeadLetters(
        ledger,
        operations,
        notes,
        redrives,
        loop,
        retries,
        retryPolicy,
        telemetry,
        newId,
        requireNonNull(other, "workflows"));
  }

  /** {@return a dead-letter queue that adds dead letters to the ledger synchronously} */
  public DeadLetterQueue queue() {
    return new LedgerDeadLetterQueue(ledger, retryPolicy, telemetry);
  }

  /**
   * {@return a dead letter and its version; empty if the id is unknown}
   *
   * @param letterId the dead letter's id; any text
   */
  public Optional<Versioned<LedgerEntry>> find(String letterId) {
    return ledger.find(letterId);
  }

  /**
   * {@return the dead letters that pass a filter, newest first}
   *
   * @param filter the filter
   * @param page the part of the listing
   */
  public Page<Versioned<LedgerEntry>> list(DeadLetterFilter filter, PageRequest page) {
    return ledger.list(filter, page);
  }

  /**
   * {@return the dead letters that pass a filter, grouped by a property, the largest group first}
   *
   * @param filter the filter
   * @param by the property, such as {@link DeadLetterGrouping#CAUSE}
   * @param limit the most groups, 1 to {@value PageRequest#MAX_LIMIT}
   */
  public DeadLetterGroups groups(DeadLetterFilter filter, DeadLetterGrouping by, int limit) {
    return ledger.groups(filter, by, limit);
  }

  /**
   * {@return the operators' notes about groups}
   *
   * @param groups the groups
   */
  public List<GroupNote> notes(DeadLetterGroups groups) {
    return notes.of(groups);
  }

  /**
   * Sets the note about a group of dead letters, such as a ticket's number, for other operators.
   *
   * @param by the property of the group
   * @param key the group's key, possibly empty
   * @param text the text, at most {@value GroupNote#MAX_TEXT_LENGTH} characters; blank to delete
   *     the note
   * @param operator the operator's name
   * @return the note; empty if it was deleted
   * @throws InvalidInputException naming each bad field
   * @throws UnsupportedOperationException if the stores have no such notes
   */
  public Optional<GroupNote> setNote(
      DeadLetterGrouping by,
      @Nullable String key,
      @Nullable String text,
      @Nullable String operator) {
    return notes.set(by, key, text, operator);
  }

  /**
   * Replaces the payload of an open or waiting dead letter; the original is kept. The new payload
   * must be a valid event, with the same source and id if the id is known. See {@link #warnings}.
   *
   * @param letterId the dead letter's id
   * @param version the version that the operator saw
   * @param payload the new payload, 1 to {@value WorkQueue#MAX_PAYLOAD_BYTES} bytes
   * @param reason the reason, 1 to {@value DeadLetterOperations#MAX_REASON_LENGTH} code points
   * @param operator the operator's name, 1 to {@value #MAX_OPERATOR_LENGTH} code points
   * @return the result
   * @throws InvalidInputException naming each bad field
   */
  public DeadLetterResult<LedgerEntry> edit(
      String letterId,
      String version,
      Payload payload,
      @Nullable String reason,
      @Nullable String operator) {
    return operations.edit(letterId, version, payload, reason, operator);
  }

  /**
   * {@return the warnings of a dead letter before a redrive, for people: an edit that changes the
   * event does not reach the activities that are done; empty for none} They name activities and
   * quote no payload.
   *
   * @param entry the dead letter
   */
  public List<String> warnings(LedgerEntry entry) {
    return redrives.warnings(entry);
  }

  /**
   * Discards an open or waiting dead letter, so that it is neither redriven nor retried.
   *
   * @param letterId the dead letter's id
   * @param version the version that the operator saw
   * @param reason the reason, 1 to {@value DeadLetterOperations#MAX_REASON_LENGTH} code points
   * @param operator the operator's name
   * @return the result
   * @throws InvalidInputException naming each bad field
   */
  public DeadLetterResult<LedgerEntry> discard(
      String letterId, String version, @Nullable String reason, @Nullable String operator) {
    return operations.discard(letterId, version, reason, operator);
  }

  /**
   * Reopens a discarded dead letter.
   *
   * @param letterId the dead letter's id
   * @param version the version that the operator saw
   * @param reason the reason, 1 to {@value DeadLetterOperations#MAX_REASON_LENGTH} code points
   * @param operator the operator's name
   * @return the result
   * @throws InvalidInputException naming each bad field
   */
  public DeadLetterResult<LedgerEntry> restore(
      String letterId, String version, @Nullable String reason, @Nullable String operator) {
    return operations.restore(letterId, version, reason, operator);
  }

  /**
   * Stops the automatic retries of a waiting dead letter, which becomes open.
   *
   * @param letterId the dead letter's id
   * @param version the version that the operator saw
   * @param reason the reason, 1 to {@value DeadLetterOperations#MAX_REASON_LENGTH} code points
   * @param operator the operator's name
   * @return the result
   * @throws InvalidInputException naming each bad field
   */
  public DeadLetterResult<LedgerEntry> stopRetries(
      String letterId, String version, @Nullable String reason, @Nullable String operator) {
    return operations.stopRetries(letterId, version, reason, operator);
  }

  /**
   * Redrives one dead letter and waits for the result, at most {@link RedriveLoop#LONGEST_RUN};
   * {@link #runMaintenance()} continues a redrive that takes longer. Only the failed activities run
   * again. A dead letter that fails again is reopened, one generation later.
   *
   * @param letterId the dead letter's id
   * @param reason the reason, 1 to {@value DeadLetterOperations#MAX_REASON_LENGTH} code points
   * @param operator the operator's name
   * @return the redrive, whose progress shows whether the dead letter succeeded, failed again or
   *     was skipped, and the reason
   * @throws InvalidInputException naming each bad field
   * @throws SelectionRefusedException if the dead letter is unknown
   */
  public RedriveJob redrive(String letterId, String reason, String operator) {
    return run(RedriveOrder.of(List.of(letterId), reason, operator));
  }

  /**
   * Processes an order on many dead letters and waits for the result, at most {@link
   * RedriveLoop#LONGEST_RUN}.
   *
   * @param order the order, such as {@code RedriveOrder.matching(filter, reason,
   *     operator).toDiscard()}
   * @return the redrive; {@link #runMaintenance()} continues it if it is still running
   * @throws InvalidInputException naming each bad field
   * @throws SelectionRefusedException if nothing is selected, or more than expected
   */
  public RedriveJob run(RedriveOrder order) {
    Workflows runner = workflows();
    Versioned<RedriveJob> job = redrives.order(newId.get(), order);
    String id = job.value().id();
    loop.finish(id, runner);
    return redrives.find(id).orElse(job).value();
  }

  /**
   * {@return the forecast of an order for its first {@value Redrives#PREVIEWED} dead letters, with
   * the changed values of the first {@value Redrives#DIFFED} edited ones; changes nothing}
   *
   * @param order the order
   * @throws InvalidInputException naming each bad field
   */
  public RedrivePreview preview(RedriveOrder order) {
    return redrives.preview(order);
  }

  /**
   * Records an order, which {@link #begin} and {@link #runMaintenance()} process. Idempotent: a
   * repeated id names the same redrive.
   *
   * @param redriveId the redrive's id, in the form of {@link io.spillway.ports.Ids}
   * @param order the order
   * @return the redrive with this id
   * @throws InvalidInputException naming each bad field
   * @throws SelectionRefusedException if nothing is selected, or more than expected
   */
  public Versioned<RedriveJob> order(String redriveId, RedriveOrder order) {
    return redrives.order(redriveId, order);
  }

  /**
   * Processes the first steps of a redrive, for at most {@link RedriveLoop#LONGEST_BEGINNING}. A
   * no-op if the redrive is unknown or has no work.
   *
   * @param redriveId the redrive's id
   */
  public void begin(String redriveId) {
    loop.begin(redriveId, workflows());
  }

  /**
   * {@return a redrive and its progress; empty if the id is unknown}
   *
   * @param redriveId the redrive's id; any text
   */
  public Optional<Versioned<RedriveJob>> findRedrive(String redriveId) {
    return redrives.find(redriveId);
  }

  /**
   * {@return the redrives with an action, latest first; a page may have fewer than its limit}
   *
   * @param action the action; null for any
   * @param page the part of the listing
   */
  public Page<Versioned<RedriveJob>> listRedrives(
      @Nullable DeadLetterAction action, PageRequest page) {
    return redrives.list(action, page);
  }

  /**
   * Pauses, resumes or cancels a redrive. Dead letters that have been started still run to their
   * end.
   *
   * @param redriveId the redrive's id
   * @param state {@code PAUSED}, {@code RUNNING} or {@code CANCELLED}
   * @param operator the operator's name
   * @return the result; {@code NotAllowed} for a redrive that has ended
   * @throws IllegalArgumentException for another state
   */
  public DeadLetterResult<RedriveJob> control(
      String redriveId, RedriveJob.State state, String operator) {
    return redrives.control(redriveId, state, operator);
  }

  /**
   * Processes all redrives, for at most {@link RedriveLoop#LONGEST_RUN}, and then automatic
   * retries, for at most 45 seconds. To be called once a minute. Safe to run in any number of
   * processes at once.
   */
  public void runMaintenance() {
    runRedrives();
    runRetries();
  }

  /** Processes all redrives: a part of {@link #runMaintenance()}. */
  public void runRedrives() {
    loop.run(workflows());
  }

  /** Continues and starts automatic retries that are due: a part of {@link #runMaintenance()}. */
  public void runRetries() {
    retries.run(workflows());
  }

  private Workflows workflows() {
    return Required.of(workflows, "workflows");
  }
}
