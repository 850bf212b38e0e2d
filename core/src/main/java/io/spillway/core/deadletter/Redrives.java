package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.DeadLetterResult;
import io.spillway.DeadLetterResult.Done;
import io.spillway.DeadLetterResult.NotAllowed;
import io.spillway.DeadLetterResult.NotFound;
import io.spillway.DeadLetterResult.Stale;
import io.spillway.EventReader;
import io.spillway.RedrivePreview;
import io.spillway.core.InputCheck;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveJob.State;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.deadletter.RedriveProgress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Operators' commands on redrives; {@link RedriveSweep} processes them. Safe for use by many
 * threads.
 */
public final class Redrives {

  /** Most dead letters checked by a preview, newest first. */
  public static final int PREVIEWED = PageRequest.MAX_LIMIT;

  private static final int MOST_TRIES = 10;

  private final DeadLetterLedger ledger;
  private final RedriveJobStore jobs;
  private final RedriveRules rules;
  private final EditWarnings warnings;
  private final InstantSource clock;

  /**
   * Creates the redrives of a ledger.
   *
   * @param ledger the ledger
   * @param jobs the store of redrives
   * @param events the reader of payloads
   * @param clock the time of orders
   */
  public Redrives(
      DeadLetterLedger ledger, RedriveJobStore jobs, EventReader events, InstantSource clock) {
    this.ledger = requireNonNull(ledger, "ledger");
    this.jobs = requireNonNull(jobs, "jobs");
    this.rules = new RedriveRules(events);
    this.warnings = new EditWarnings(new PayloadReader(events));
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * {@return the forecast of a redrive for the first {@value #PREVIEWED} selected dead letters;
   * changes nothing}
   *
   * @param order the selection of dead letters, and the rate
   * @throws io.spillway.InvalidInputException naming each bad field
   */
  public RedrivePreview preview(RedriveOrder order) {
    check(order);
    List<RedrivePreview.Run> runs = new ArrayList<>();
    List<RedriveProgress.Skip> skip = new ArrayList<>();
    List<String> ids = firstOf(order);
    for (String id : ids) {
      Optional<LedgerEntry> entry = ledger.find(id).map(Versioned::value);
      Optional<String> obstacle =
          entry.isEmpty()
              ? Optional.of(RedriveRules.NOT_FOUND)
              : rules.obstacle(entry.get(), order);
      obstacle.ifPresentOrElse(
          why -> skip.add(new RedriveProgress.Skip(id, why)),
          () -> runs.add(run(entry.orElseThrow())));
    }
    return new RedrivePreview(countSelected(order), ids.size(), runs, skip);
  }

  private RedrivePreview.Run run(LedgerEntry entry) {
    return new RedrivePreview.Run(
        entry.id(), RedriveRules.failedActivities(entry.letter()), warnings.of(entry));
  }

  /**
   * {@return the warnings of a dead letter that was edited: the activities that are done do not see
   * the edit; empty for none}
   *
   * @param entry the dead letter
   */
  public List<String> warnings(LedgerEntry entry) {
    return warnings.of(entry);
  }

  /**
   * Records a redrive. Idempotent: a repeated id names the same redrive.
   *
   * @param id the redrive's id, in the form of {@link io.spillway.ports.Ids}
   * @param order the selection of dead letters, and the rate
   * @return the redrive with this id
   * @throws io.spillway.InvalidInputException naming each bad field
   */
  public Versioned<RedriveJob> order(String id, RedriveOrder order) {
    check(order);
    Optional<Versioned<RedriveJob>> existing = jobs.find(id);
    if (existing.isPresent()) {
      return existing.get();
    }
    RedriveProgress none = RedriveProgress.none(countSelected(order));
    return jobs.add(RedriveJob.of(id, order, clock.instant(), none));
  }

  /**
   * {@return a redrive; empty if the id is unknown}
   *
   * @param id the redrive's id; any text
   */
  public Optional<Versioned<RedriveJob>> find(String id) {
    return jobs.find(id);
  }

  /**
   * {@return all redrives, latest first}
   *
   * @param page the part of the listing
   */
  public Page<Versioned<RedriveJob>> list(PageRequest page) {
    return jobs.list(page);
  }

  /**
   * Pauses ({@code PAUSED}), resumes ({@code RUNNING}) or cancels ({@code CANCELLED}) a redrive.
   * Dead letters that have been started still run to their end. A no-op if the redrive is already
   * in that state.
   *
   * @param id the redrive's id
   * @param to the new state, one of these three
   * @param by the operator's name, for the note
   * @return the result; {@code NotAllowed} for a redrive that has ended
   * @throws IllegalArgumentException for any other state
   */
  public DeadLetterResult<RedriveJob> control(String id, State to, String by) {
    if (to == State.DONE || to == State.ABORTED) {
      throw new IllegalArgumentException("state must be RUNNING, PAUSED or CANCELLED: " + to);
    }
    Optional<Versioned<RedriveJob>> found = jobs.find(id);
    if (found.isEmpty()) {
      return new NotFound<>();
    }
    Versioned<RedriveJob> current = found.get();
    for (int tried = 0; tried < MOST_TRIES; tried++) {
      State from = current.value().state();
      if (from == to) {
        return new Done<>(current);
      }
      if (from != State.RUNNING && from != State.PAUSED) {
        return new NotAllowed<>(
            current, "The redrive has already ended: " + from.name().toLowerCase(Locale.ROOT));
      }
      RedriveJob next = current.value().with(to, "by " + by);
      Replacement<RedriveJob> result = jobs.replace(next, current.version());
      if (result instanceof Replaced<RedriveJob> replaced) {
        return new Done<>(replaced.stored());
      }
      // The sweep records its progress concurrently.
      current = ((Replacement.Stale<RedriveJob>) result).current();
    }
    return new Stale<>(current);
  }

  private List<String> firstOf(RedriveOrder order) {
    if (order.filter() == null) {
      return order.ids();
    }
    return ledger
        .list(order.filter().openBefore(clock.instant()), PageRequest.first(PREVIEWED))
        .map(entry -> entry.value().id())
        .items();
  }

  private long countSelected(RedriveOrder order) {
    return order.filter() == null
        ? order.ids().size()
        : ledger.count(order.filter().openBefore(clock.instant()));
  }

  private static void check(RedriveOrder order) {
    InputCheck check = new InputCheck();
    check.text("reason", order.reason(), DeadLetterOperations.MAX_REASON_LENGTH);
    if (new HashSet<>(order.ids()).size() != order.ids().size()) {
      check.reject("ids", "must not contain duplicates");
    }
    check.orThrow();
  }
}
