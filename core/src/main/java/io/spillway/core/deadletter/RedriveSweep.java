package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.EventReader;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Replacement;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.LedgerEntry;
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
 * Works on redrives, a bounded step at a time; {@link RedriveLoop} calls it again and again.
 *
 * <p>A step first writes down which letters it takes in hand, under a lease that keeps other
 * instances off, then looks after each of them, and then writes down which came to an end. After a
 * crash between any two of these the next step, on whichever instance, goes on with the letters
 * that are in hand: what was begun is followed, and what was not is begun. Should two instances
 * work at once all the same, each letter is begun once by a compare-and-set, and a workflow is
 * started once by its id.
 */
public final class RedriveSweep {

  /** How long an instance that is gone keeps others off. */
  public static final Duration LEASE = Duration.ofMinutes(2);

  /** After this time no further letters are begun with, of whichever redrive. */
  private static final Duration STEP = Duration.ofSeconds(45);

  static final int MOST_JOBS = 20;
  private static final int MOST_TRIES = 10;

  private final DeadLetterLedger ledger;
  private final RedriveJobStore jobs;
  private final RedriveRules rules;
  private final InstantSource clock;
  private final Telemetry telemetry;

  /**
   * A sweep.
   *
   * @param ledger where dead letters are entered
   * @param jobs where the redrives are
   * @param events reads what a payload holds
   * @param clock tells when each step is taken, and whose lease has ended
   * @param telemetry hears of each letter that is sent on its way again
   */
  public RedriveSweep(
      DeadLetterLedger ledger,
      RedriveJobStore jobs,
      EventReader events,
      InstantSource clock,
      Telemetry telemetry) {
    this.ledger = requireNonNull(ledger, "ledger");
    this.jobs = requireNonNull(jobs, "jobs");
    this.rules = new RedriveRules(events);
    this.clock = requireNonNull(clock, "clock");
    this.telemetry = requireNonNull(telemetry, "telemetry");
  }

  /**
   * Takes one step of each redrive that has work, the first ordered first.
   *
   * @param workflows what runs the letters that are redriven
   * @return how many it took a step of
   * @throws PortException the first failure, after the others were tried; safe to do again
   */
  public int advance(Workflows workflows) {
    Round round = round(workflows, clock.instant().plus(STEP));
    if (round.failure() != null) {
      throw round.failure();
    }
    return round.steps();
  }

  /**
   * One step of each redrive that has work. Each gets the same share of the time that is left, so
   * that a slow one leaves some to the others.
   *
   * @param end after which no further letter is begun with
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

  /** The same of one redrive; of none when there is none with this id, or it has no work. */
  Round roundOf(String id, Workflows workflows, Instant end) {
    Optional<Versioned<RedriveJob>> found = jobs.find(id).filter(job -> job.value().hasWork());
    return found.isEmpty() ? new Round(false, 0, false, null) : step(found.get(), workflows, end);
  }

  /**
   * What one round came to.
   *
   * @param work whether there was a redrive with work
   * @param steps how many redrives a step was taken of
   * @param progress whether a letter was begun, or came to an end
   * @param failure the first
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
        new RedriveWave(ledger, rules, workflows, clock, telemetry, leased.stored().value());
    try {
      wave.lookAfterAll(end);
    } finally {
      // What came to an end before a failure did so all the same.
      conclude(leased.stored(), wave.progress());
    }
    return new Round(true, 1, wave.hasMoved(), null);
  }

  /** The redrive with the letters in hand that it is to be given now. */
  private RedriveJob plan(RedriveJob job, Instant now) {
    int most = RedrivePace.mostNow(job, now);
    if (most == 0) {
      return job;
    }
    DeadLetterFilter filter = job.order().filter();
    Taken taken =
        filter == null
            ? Taken.ofIds(job, most)
            : Taken.ofPage(
                ledger.list(
                    filter.openBefore(job.createdAt()),
                    new PageRequest(most, job.progress().cursor())));
    return job.with(taken.into(job.progress(), now));
  }

  private void conclude(Versioned<RedriveJob> leased, RedriveProgress progress) {
    Versioned<RedriveJob> current = leased;
    for (int tried = 0; tried < MOST_TRIES; tried++) {
      RedriveJob next = concluded(current.value().with(progress)).leased(null);
      Replacement<RedriveJob> result = jobs.replace(next, current.version());
      if (result instanceof Replaced<RedriveJob>) {
        return;
      }
      current = ((Replacement.Stale<RedriveJob>) result).current();
      if (!Objects.equals(current.value().leasedUntil(), leased.value().leasedUntil())) {
        return; // the lease ran out, and another instance found the same
      }
    }
  }

  private static RedriveJob concluded(RedriveJob job) {
    RedriveProgress progress = job.progress();
    if (job.state() != State.RUNNING) {
      return job;
    }
    if (RedrivePace.isCanary(job) && progress.failedAgain() > 0) {
      return job.with(State.ABORTED, "of the first letters " + progress.failedAgain() + " failed");
    }
    return progress.exhausted() && progress.inHand().isEmpty() ? job.with(State.DONE, "") : job;
  }

  /**
   * Letters that are to be taken in hand.
   *
   * @param exhausted whether there are no more after them
   */
  private record Taken(List<String> ids, @Nullable String cursor, int nextId, boolean exhausted) {

    static Taken ofIds(RedriveJob job, int most) {
      List<String> ids = job.order().ids();
      int from = job.progress().nextId();
      int to = Math.min(ids.size(), from + most);
      return new Taken(ids.subList(from, to), null, to, to == ids.size());
    }

    static Taken ofPage(Page<Versioned<LedgerEntry>> page) {
      List<String> ids = page.map(entry -> entry.value().id()).items();
      return new Taken(ids, page.nextCursor(), 0, page.nextCursor() == null);
    }

    RedriveProgress into(RedriveProgress before, Instant now) {
      return new ProgressBuilder(before).take(ids, cursor, nextId, exhausted, now).build();
    }
  }
}
