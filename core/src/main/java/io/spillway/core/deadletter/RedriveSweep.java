package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.EventReader;
import io.spillway.core.event.EventIdentity;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Replacement;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.PayloadPatches;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveJob.State;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.deadletter.RedriveProgress;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Processes redrives and the other orders on many dead letters in bounded steps; {@link
 * RedriveLoop} repeats them.
 *
 * <p>A step first records the dead letters in progress, under a lease that excludes other
 * instances; then it processes each of them; then it records those that have ended. After a crash
 * between any two of these, the next step, on any instance, continues with the recorded dead
 * letters: it follows those that were started, and starts the others. If two instances run
 * concurrently nevertheless, each dead letter is started or changed once by compare-and-set, and
 * each workflow started once by its id. The audit entry of a change has the order's id, so that it
 * is not repeated.
 */
public final class RedriveSweep {

  /** Length of the lease, after which other instances can continue. */
  public static final Duration LEASE = Duration.ofMinutes(2);

  /** Time after which a step starts no further dead letters. */
  private static final Duration STEP = Duration.ofSeconds(45);

  static final int MOST_JOBS = 20;
  private static final int MOST_TRIES = 10;

  private final DeadLetterLedger ledger;
  private final RedriveJobStore jobs;
  private final RedriveRules rules;
  private final LetterChanges changes;
  private final InstantSource clock;
  private final Telemetry telemetry;

  /**
   * Creates a sweep.
   *
   * @param ledger the ledger
   * @param jobs the store of redrives
   * @param events the reader of payloads
   * @param patches the format of the patches of edits
   * @param identity the check of the identities of events that were never processed
   * @param clock the time of steps and leases
   * @param telemetry the receiver of redriven events
   */
  public RedriveSweep(
      DeadLetterLedger ledger,
      RedriveJobStore jobs,
      EventReader events,
      PayloadPatches patches,
      EventIdentity identity,
      InstantSource clock,
      Telemetry telemetry) {
    this.ledger = requireNonNull(ledger, "ledger");
    this.jobs = requireNonNull(jobs, "jobs");
    this.rules = new RedriveRules(events, identity);
    this.changes = new LetterChanges(new PayloadReader(events), patches);
    this.clock = requireNonNull(clock, "clock");
    this.telemetry = requireNonNull(telemetry, "telemetry");
  }

  /**
   * Runs one step of each redrive that has work, the oldest first.
   *
   * @param workflows the engine of redriven workflows
   * @return the number of redrives processed
   * @throws PortException the first failure, after the others were tried; safe to call again
   */
  public int advance(Workflows workflows) {
    Round round = round(workflows, clock.instant().plus(STEP));
    if (round.failure() != null) {
      throw round.failure();
    }
    return round.steps();
  }

  /**
   * Runs one step of each redrive that has work. Each gets an equal share of the remaining time, so
   * that a slow one does not starve the others.
   *
   * @param end the time after which no further dead letter is started
   */
  Round round(Workflows workflows, Instant end) {
    List<Versioned<RedriveJob>> found = jobs.withWork(MOST_JOBS);
    Round round = new Round(!found.isEmpty(), 0, false, null);
    for (int i = 0; i < found.size(); i++) {
      Instant now = clock.instant();
      Duration share = Duration.between(now, end).dividedBy(found.size() - i);
      round = round.and(step(found.get(i), workflows, now.plus(share)));
    }
    return round;
  }

  /** Runs one step of one redrive; a no-op if the id is unknown or the redrive has no work. */
  Round roundOf(String id, Workflows workflows, Instant end) {
    Optional<Versioned<RedriveJob>> found = jobs.find(id).filter(job -> job.value().hasWork());
    return found.isEmpty() ? new Round(false, 0, false, null) : step(found.get(), workflows, end);
  }

  /**
   * Result of one round.
   *
   * @param work true if a redrive had work
   * @param steps the number of redrives processed
   * @param progress whether a dead letter was started or ended
   * @param failure the first failure; null for none
   */
  record Round(boolean work, int steps, boolean progress, @Nullable PortException failure) {

    private Round and(Round next) {
      return new Round(
          true,
          steps + next.steps,
          progress || next.progress,
          failure == null ? next.failure : failure);
    }
  }

  private Round step(Versioned<RedriveJob> found, Workflows workflows, Instant end) {
    try {
      return advance(found, workflows, end);
    } catch (PortException e) {
      return new Round(true, 0, false, e);
    }
  }

  private Round advance(Versioned<RedriveJob> found, Workflows workflows, Instant end) {
    Instant now = clock.instant();
    Instant leasedUntil = found.value().leasedUntil();
    if (leasedUntil != null && now.isBefore(leasedUntil)) {
      return new Round(true, 0, false, null);
    }
    RedriveJob planned = plan(found.value(), now).leased(now.plus(LEASE));
    if (!(jobs.replace(planned, found.version()) instanceof Replaced<RedriveJob> leased)) {
      return new Round(true, 0, false, null);
    }
    RedriveWave wave =
        new RedriveWave(
            ledger, rules, changes, workflows, clock, telemetry, leased.stored().value());
    try {
      wave.processAll(end);
    } finally {
      // Dead letters that ended before a failure are recorded too.
      conclude(leased.stored(), wave.progress());
    }
    return new Round(true, 1, wave.hasMoved(), null);
  }

  /** Returns the redrive with the dead letters to start now. */
  private RedriveJob plan(RedriveJob job, Instant now) {
    int most = RedrivePace.mostNow(job, now);
    if (most == 0) {
      return job;
    }
    Batch batch =
        job.order().filter() == null
            ? Batch.ofIds(job, most)
            : Batch.ofPage(
                ledger.list(
                    job.order().selectionAt(job.createdAt()),
                    new PageRequest(most, job.progress().cursor())));
    return job.with(batch.into(job.progress(), now));
  }

  private void conclude(Versioned<RedriveJob> leased, RedriveProgress progress) {
    Versioned<RedriveJob> current = leased;
    for (int tried = 0; tried < MOST_TRIES; tried++) {
      RedriveJob next = concludeState(current.value().with(progress)).leased(null);
      Replacement<RedriveJob> result = jobs.replace(next, current.version());
      if (result instanceof Replaced<RedriveJob>) {
        return;
      }
      current = ((Replacement.Stale<RedriveJob>) result).current();
      if (!Objects.equals(current.value().leasedUntil(), leased.value().leasedUntil())) {
        return; // the lease expired, and another instance continues
      }
    }
  }

  private static RedriveJob concludeState(RedriveJob job) {
    RedriveProgress progress = job.progress();
    if (job.state() != State.RUNNING) {
      return job;
    }
    if (RedrivePace.isCanary(job) && progress.failedAgain() > 0) {
      return job.with(State.ABORTED, "canary failed: " + progress.failedAgain() + " failed again");
    }
    return progress.exhausted() && progress.inHand().isEmpty() ? job.with(State.DONE, "") : job;
  }

  /**
   * Dead letters to start.
   *
   * @param exhausted true if these are the last of the selection
   */
  private record Batch(List<String> ids, @Nullable String cursor, int nextId, boolean exhausted) {

    static Batch ofIds(RedriveJob job, int most) {
      List<String> ids = job.order().ids();
      int from = job.progress().nextId();
      int to = Math.min(ids.size(), from + most);
      return new Batch(ids.subList(from, to), null, to, to == ids.size());
    }

    static Batch ofPage(Page<Versioned<LedgerEntry>> page) {
      List<String> ids = page.map(entry -> entry.value().id()).items();
      return new Batch(ids, page.nextCursor(), 0, page.nextCursor() == null);
    }

    RedriveProgress into(RedriveProgress before, Instant now) {
      return new ProgressBuilder(before).take(ids, cursor, nextId, exhausted, now).build();
    }
  }
}
