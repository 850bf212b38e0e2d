package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.DeadLetterResult;
import io.spillway.DeadLetterResult.Done;
import io.spillway.DeadLetterResult.NotAllowed;
import io.spillway.DeadLetterResult.NotFound;
import io.spillway.DeadLetterResult.Stale;
import io.spillway.EventReader;
import io.spillway.RedrivePreview;
import io.spillway.SelectionRefusedException;
import io.spillway.core.InputCheck;
import io.spillway.core.deadletter.LetterChanges.Changed;
import io.spillway.core.deadletter.LetterChanges.Skipped;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterAction;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.PayloadPatches;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveJob.State;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.deadletter.RedriveProgress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Operators' orders to redrive, discard, restore or edit many dead letters; {@link RedriveSweep}
 * processes them. The documentation calls all of them redrives. Safe for use by many threads.
 */
public final class Redrives {

  /** Most dead letters checked by a preview, newest first. */
  public static final int PREVIEWED = PageRequest.MAX_LIMIT;

  /** Most edited dead letters whose changed values a preview shows. */
  public static final int DIFFED = 10;

  private static final int MOST_TRIES = 10;
  private static final int MOST_PAGES = 5;

  private final DeadLetterLedger ledger;
  private final RedriveJobStore jobs;
  private final RedriveRules rules;
  private final LetterChanges changes;
  private final EditWarnings warnings;
  private final InstantSource clock;

  /**
   * Creates the redrives of a ledger.
   *
   * @param ledger the ledger
   * @param jobs the store of redrives
   * @param events the reader of payloads
   * @param patches the format of the patches of edits
   * @param clock the time of orders
   */
  public Redrives(
      DeadLetterLedger ledger,
      RedriveJobStore jobs,
      EventReader events,
      PayloadPatches patches,
      InstantSource clock) {
    this.ledger = requireNonNull(ledger, "ledger");
    this.jobs = requireNonNull(jobs, "jobs");
    this.rules = new RedriveRules(events);
    this.changes = new LetterChanges(new PayloadReader(events), patches);
    this.warnings = new EditWarnings(new PayloadReader(events));
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * {@return the forecast of an order for the first {@value #PREVIEWED} selected dead letters, with
   * the changed values of the first {@value #DIFFED} edited ones; changes nothing}
   *
   * @param order the order
   * @throws io.spillway.InvalidInputException naming each bad field
   */
  public RedrivePreview preview(RedriveOrder order) {
    check(order);
    Instant now = clock.instant();
    List<String> ids = firstOf(order, now);
    List<RedrivePreview.Run> runs = new ArrayList<>();
    List<RedriveProgress.Skip> skips = new ArrayList<>();
    for (String id : ids) {
      LetterChanges.Result result =
          ledger
              .find(id)
              .map(found -> forecast(found.value(), order, now))
              .orElse(new Skipped(RedriveRules.NOT_FOUND));
      if (result instanceof Changed changed) {
        runs.add(run(changed, order, runs.size() < DIFFED));
      } else if (result instanceof Skipped skipped) {
        skips.add(new RedriveProgress.Skip(id, skipped.why()));
      }
    }
    return new RedrivePreview(countSelected(order, now), ids.size(), runs, skips);
  }

  private LetterChanges.Result forecast(LedgerEntry entry, RedriveOrder order, Instant now) {
    if (order.action() != DeadLetterAction.REDRIVE) {
      return changes.apply(entry, order, new Signature(now, order.by(), order.reason(), null));
    }
    Optional<String> obstacle = rules.obstacle(entry, order);
    return obstacle.isPresent() ? new Skipped(obstacle.get()) : new Changed(entry, List.of());
  }

  private RedrivePreview.Run run(Changed changed, RedriveOrder order, boolean withChanges) {
    LedgerEntry entry = changed.entry();
    boolean runs = order.action() == DeadLetterAction.REDRIVE;
    return new RedrivePreview.Run(
        entry.id(),
        runs ? RedriveRules.failedActivities(entry.letter()) : List.of(),
        runs || order.action() == DeadLetterAction.EDIT ? warnings.of(entry) : List.of(),
        withChanges ? changed.changes() : List.of());
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
   * Records an order. Idempotent: a repeated id names the same redrive.
   *
   * @param id the redrive's id, in the form of {@link io.spillway.ports.Ids}
   * @param order the order
   * @return the redrive with this id
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws SelectionRefusedException if nothing is selected, or more than expected
   */
  public Versioned<RedriveJob> order(String id, RedriveOrder order) {
    check(order);
    Optional<Versioned<RedriveJob>> existing = jobs.find(id);
    if (existing.isPresent()) {
      return existing.get();
    }
    Instant now = clock.instant();
    long selected = countSelected(order, now);
    if (selected == 0 || isUnknown(order.ids())) {
      throw new SelectionRefusedException(0, order.expected());
    }
    if (order.expected() != null && selected > order.expected()) {
      throw new SelectionRefusedException(selected, order.expected());
    }
    return jobs.add(RedriveJob.of(id, order, now, RedriveProgress.none(selected)));
  }

  private boolean isUnknown(List<String> ids) {
    return !ids.isEmpty() && ids.stream().allMatch(id -> ledger.find(id).isEmpty());
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
   * {@return the redrives with an action, latest first; a page may have fewer than its limit}
   *
   * @param action the action; null for any
   * @param page the part of the listing
   */
  public Page<Versioned<RedriveJob>> list(@Nullable DeadLetterAction action, PageRequest page) {
    List<Versioned<RedriveJob>> items = new ArrayList<>();
    String cursor = page.cursor();
    for (int read = 0; read < MOST_PAGES; read++) {
      Page<Versioned<RedriveJob>> next =
          jobs.list(new PageRequest(page.limit() - items.size(), cursor));
      next.items().stream()
          .filter(job -> action == null || job.value().order().action() == action)
          .forEach(items::add);
      cursor = next.nextCursor();
      if (cursor == null || items.size() == page.limit()) {
        break;
      }
    }
    return new Page<>(items, cursor);
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

  private List<String> firstOf(RedriveOrder order, Instant now) {
    return order.filter() == null
        ? order.ids()
        : ledger
            .list(order.selectionAt(now), PageRequest.first(PREVIEWED))
            .map(entry -> entry.value().id())
            .items();
  }

  private long countSelected(RedriveOrder order, Instant now) {
    return order.filter() == null
        ? order.ids().size()
        : ledger.count(order.selectionAt(now), Integer.MAX_VALUE);
  }

  private void check(RedriveOrder order) {
    InputCheck check = new InputCheck();
    check.text("reason", order.reason(), DeadLetterOperations.MAX_REASON_LENGTH);
    if (new HashSet<>(order.ids()).size() != order.ids().size()) {
      check.reject("ids", "must not contain duplicates");
    }
    changes.patchProblem(order).ifPresent(problem -> check.reject("patch", problem));
    check.orThrow();
  }
}
