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
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
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
import java.util.Optional;

/**
 * How operators order redrives and look after them; {@link RedriveSweep} does the work. Safe for
 * use by many threads.
 */
public final class Redrives {

  /** How many letters a preview looks at, the latest buried first. */
  public static final int PREVIEWED = PageRequest.MAX_LIMIT;

  private static final int MOST_TRIES = 10;

  private final DeadLetterLedger ledger;
  private final RedriveJobStore jobs;
  private final RedriveRules rules;
  private final InstantSource clock;

  /**
   * Redrives of one ledger.
   *
   * @param ledger where the letters are
   * @param jobs where redrives are stored
   * @param events reads what a payload holds
   * @param clock tells when each is ordered
   */
  public Redrives(
      DeadLetterLedger ledger, RedriveJobStore jobs, EventReader events, InstantSource clock) {
    this.ledger = requireNonNull(ledger, "ledger");
    this.jobs = requireNonNull(jobs, "jobs");
    this.rules = new RedriveRules(events);
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * {@return what a redrive would do with the first {@value #PREVIEWED} letters that were selected;
   * nothing is changed}
   *
   * @param order which letters, and how
   * @throws io.spillway.InvalidInputException naming each bad field
   */
  public RedrivePreview preview(RedriveOrder order) {
    check(order);
    List<String> run = new ArrayList<>();
    List<RedriveProgress.Skip> skip = new ArrayList<>();
    List<String> ids = firstOf(order);
    for (String id : ids) {
      Optional<LedgerEntry> entry = ledger.find(id).map(Versioned::value);
      Optional<String> obstacle =
          entry.isEmpty()
              ? Optional.of(RedriveRules.NOT_THERE)
              : rules.obstacle(entry.get(), order);
      obstacle.ifPresentOrElse(
          why -> skip.add(new RedriveProgress.Skip(id, why)), () -> run.add(id));
    }
    return new RedrivePreview(selected(order), ids.size(), run, skip);
  }

  /**
   * Orders a redrive. Idempotent: the same id again is the same redrive.
   *
   * @param id in the form of {@link io.spillway.ports.Ids}
   * @param order which letters, and how
   * @return the redrive that stands under this id
   * @throws io.spillway.InvalidInputException naming each bad field
   */
  public Versioned<RedriveJob> order(String id, RedriveOrder order) {
    check(order);
    Optional<Versioned<RedriveJob>> standing = jobs.find(id);
    if (standing.isPresent()) {
      return standing.get();
    }
    RedriveProgress none = RedriveProgress.none(selected(order));
    return jobs.add(RedriveJob.of(id, order, clock.instant(), none));
  }

  /**
   * {@return the redrive with this id; empty when there is none}
   *
   * @param id any text
   */
  public Optional<Versioned<RedriveJob>> find(String id) {
    return jobs.find(id);
  }

  /**
   * {@return all redrives, latest ordered first}
   *
   * @param page which part of the listing
   */
  public Page<Versioned<RedriveJob>> list(PageRequest page) {
    return jobs.list(page);
  }

  /**
   * Pauses ({@code PAUSED}), resumes ({@code RUNNING}) or cancels ({@code CANCELLED}) a redrive.
   * What it has in hand comes to its end all the same. To a state in which it is already nothing is
   * done.
   *
   * @param id the redrive's
   * @param to one of these three
   * @param by who, for the note
   * @return what came of it; {@code NotAllowed} for one that has ended
   * @throws IllegalArgumentException for any other state
   */
  public DeadLetterResult<RedriveJob> control(String id, State to, String by) {
    if (to == State.DONE || to == State.ABORTED) {
      throw new IllegalArgumentException("nobody decides that a redrive is " + to);
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
        return new NotAllowed<>(current, "it has ended: it is " + from);
      }
      RedriveJob next = current.value().with(to, "by " + by);
      Replacement<RedriveJob> result = jobs.replace(next, current.version());
      if (result instanceof Replaced<RedriveJob> replaced) {
        return new Done<>(replaced.stored());
      }
      // The sweep writes down its progress now and then.
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

  private long selected(RedriveOrder order) {
    return order.filter() == null
        ? order.ids().size()
        : ledger.count(order.filter().openBefore(clock.instant()));
  }

  private static void check(RedriveOrder order) {
    InputCheck check = new InputCheck();
    check.text("reason", order.reason(), DeadLetterAuditEntry.MAX_NOTE_LENGTH / 2);
    if (new HashSet<>(order.ids()).size() != order.ids().size()) {
      check.reject("ids", "must each be named once");
    }
    check.orThrow();
  }
}
