package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.core.deadletter.DeadLetterOperations;
import io.spillway.core.deadletter.LedgerDeadLetterQueue;
import io.spillway.core.deadletter.RedriveLoop;
import io.spillway.core.deadletter.RedriveSweep;
import io.spillway.core.deadletter.Redrives;
import io.spillway.core.event.DirectPayload;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterGroups;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters for operators: find, edit, discard and redrive them. Made by {@link
 * FanOut#deadLetters()}, or by a builder for those who run events by an engine of their own.
 *
 * <p>Each step on a letter names the version that the operator saw: of two steps at once, one gets
 * {@link DeadLetterResult.Stale}. Each is appended to the letter's audit trail. A letter that a
 * redrive has in hand is left alone.
 *
 * <p>Each method throws {@link io.spillway.ports.PortException} when a store failed; the step may
 * have been recorded. Safe for use by many threads.
 */
public final class DeadLetters {

  /** Longest name of an operator, in code points. */
  public static final int MAX_OPERATOR_LENGTH = DeadLetterOperations.MAX_OPERATOR_LENGTH;

  private final DeadLetterLedger ledger;
  private final DeadLetterOperations desk;
  private final Redrives redrives;
  private final RedriveLoop loop;
  private final Supplier<String> newId;
  private final @Nullable Workflows workflows;

  private DeadLetters(
      DeadLetterLedger ledger,
      DeadLetterOperations desk,
      Redrives redrives,
      RedriveLoop loop,
      Supplier<String> newId,
      @Nullable Workflows workflows) {
    this.ledger = ledger;
    this.desk = desk;
    this.redrives = redrives;
    this.loop = loop;
    this.newId = newId;
    this.workflows = workflows;
  }

  static DeadLetters of(DeadLettersBuilder with) {
    DeadLetterLedger ledger = with.stores().deadLetters();
    RedriveJobStore jobs = with.stores().redrives();
    EventReader other = with.reader;
    EventReader reader = arrival -> DirectPayload.read(arrival, other);
    RedriveSweep sweep = new RedriveSweep(ledger, jobs, reader, with.clock, with.telemetry);
    return new DeadLetters(
        ledger,
        new DeadLetterOperations(ledger, reader, with.clock),
        new Redrives(ledger, jobs, reader, with.clock),
        new RedriveLoop(sweep, with.clock, with.sleeper),
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
   * @param other runs what is redriven
   */
  public DeadLetters through(Workflows other) {
    return new DeadLetters(ledger, desk, redrives, loop, newId, requireNonNull(other, "workflows"));
  }

  /** {@return a dead-letter queue that enters letters into the ledger at once} */
  public DeadLetterQueue queue() {
    return new LedgerDeadLetterQueue(ledger);
  }

  /**
   * {@return a letter and its version; empty when there is none with this id}
   *
   * @param letterId the letter's id; any text
   */
  public Optional<Versioned<LedgerEntry>> find(String letterId) {
    return ledger.find(letterId);
  }

  /**
   * {@return the letters that pass a filter, latest buried first}
   *
   * @param filter the letters that are wanted
   * @param page the part of the listing
   */
  public Page<Versioned<LedgerEntry>> list(DeadLetterFilter filter, PageRequest page) {
    return ledger.list(filter, page);
  }

  /**
   * {@return the letters that pass a filter by kind of failure, the largest group first}
   *
   * @param filter the letters that are wanted
   * @param limit the most groups, 1 to {@value PageRequest#MAX_LIMIT}
   */
  public DeadLetterGroups groups(DeadLetterFilter filter, int limit) {
    return ledger.groups(filter, limit);
  }

  /**
   * Replaces the payload of an open letter; the one that arrived is kept. The new payload must hold
   * a valid event, and the same event if its id is known.
   *
   * @param letterId the letter's id
   * @param version the version that the operator saw
   * @param payload 1 to {@value WorkQueue#MAX_PAYLOAD_BYTES} bytes
   * @param reason the reason, 1 to 500 code points
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
    return desk.edit(letterId, version, payload, reason, operator);
  }

  /**
   * Discards an open letter: nothing will be done about it.
   *
   * @param letterId the letter's id
   * @param version the version that the operator saw
   * @param reason the reason, 1 to 500 code points
   * @param operator the operator's name
   * @return the result
   * @throws InvalidInputException naming each bad field
   */
  public DeadLetterResult<LedgerEntry> discard(
      String letterId, String version, @Nullable String reason, @Nullable String operator) {
    return desk.discard(letterId, version, reason, operator);
  }

  /**
   * Opens a discarded letter again.
   *
   * @param letterId the letter's id
   * @param version the version that the operator saw
   * @param reason the reason, 1 to 500 code points
   * @param operator the operator's name
   * @return the result
   * @throws InvalidInputException naming each bad field
   */
  public DeadLetterResult<LedgerEntry> restore(
      String letterId, String version, @Nullable String reason, @Nullable String operator) {
    return desk.restore(letterId, version, reason, operator);
  }

  /**
   * Redrives one letter and waits for the end, at most {@link RedriveLoop#LONGEST_RUN}; a redrive
   * that takes longer goes on at {@link #runMaintenance()}. Only the activities that had failed run
   * again. A letter that fails again is open again, one generation later.
   *
   * @param letterId the letter's id
   * @param reason the reason, 1 to 500 code points
   * @param operator the operator's name
   * @return the redrive; its progress tells whether the letter succeeded, failed again or was
   *     skipped, and why
   * @throws InvalidInputException naming each bad field
   */
  public RedriveJob redrive(String letterId, String reason, String operator) {
    return redrive(
        new RedriveOrder(
            null,
            List.of(letterId),
            false,
            RedriveOrder.DEFAULT_RATE,
            RedriveOrder.DEFAULT_MAX_GENERATION,
            reason,
            operator));
  }

  /**
   * Redrives letters and waits for the end, at most {@link RedriveLoop#LONGEST_RUN}.
   *
   * @param order the letters, and the pace
   * @return the redrive, which goes on at {@link #runMaintenance()} while it is running
   * @throws InvalidInputException naming each bad field
   */
  public RedriveJob redrive(RedriveOrder order) {
    Workflows runner = workflows();
    Versioned<RedriveJob> job = redrives.order(newId.get(), order);
    String id = job.value().id();
    loop.finish(id, runner);
    return redrives.find(id).orElse(job).value();
  }

  /**
   * {@return the forecast of a redrive by its first {@value Redrives#PREVIEWED} letters; nothing is
   * changed}
   *
   * @param order the letters, and the pace
   * @throws InvalidInputException naming each bad field
   */
  public RedrivePreview preview(RedriveOrder order) {
    return redrives.preview(order);
  }

  /**
   * Records a redrive, which {@link #begin} and {@link #runMaintenance()} work on. Idempotent: the
   * same id again is the same redrive.
   *
   * @param redriveId the redrive's id, in the form of {@link io.spillway.ports.Ids}
   * @param order the letters, and the pace
   * @return the redrive of this id
   * @throws InvalidInputException naming each bad field
   */
  public Versioned<RedriveJob> order(String redriveId, RedriveOrder order) {
    return redrives.order(redriveId, order);
  }

  /**
   * Takes the first steps of a redrive, for at most {@link RedriveLoop#LONGEST_BEGINNING}. Does
   * nothing for a redrive that is unknown or has no work.
   *
   * @param redriveId the redrive's id
   */
  public void begin(String redriveId) {
    loop.begin(redriveId, workflows());
  }

  /**
   * {@return a redrive and its progress; empty when there is none with this id}
   *
   * @param redriveId the redrive's id; any text
   */
  public Optional<Versioned<RedriveJob>> findRedrive(String redriveId) {
    return redrives.find(redriveId);
  }

  /**
   * {@return the redrives, latest first}
   *
   * @param page the part of the listing
   */
  public Page<Versioned<RedriveJob>> listRedrives(PageRequest page) {
    return redrives.list(page);
  }

  /**
   * Pauses, resumes or cancels a redrive. Letters in hand come to their end all the same.
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
   * Works on all redrives, for at most {@link RedriveLoop#LONGEST_RUN}. To be called once a minute.
   * Safe to run in any number of processes at once.
   */
  public void runMaintenance() {
    loop.run(workflows());
  }

  private Workflows workflows() {
    return Required.of(workflows, "workflows");
  }
}
