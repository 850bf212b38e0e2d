package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.Sleeper;
import io.spillway.core.deadletter.RedriveSweep.Round;
import io.spillway.ports.PortException;
import io.spillway.ports.event.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Repeats the steps of redrives while they get on, for a bounded time. A call with nothing to do is
 * one look, so a timer may be rare and a busy redrive is served every few seconds all the same.
 *
 * <p>A call ends early when no redrive has work, or when no letter was begun or came to an end for
 * a while: what waits for a lease or a slow workflow waits for the next call. Any number of calls
 * may go on at once, and each may be cut off at any point; {@link RedriveSweep} tells why.
 */
public final class RedriveLoop {

  /** No step of {@link #run} begins later than this after the first. */
  public static final Duration LONGEST_RUN = Duration.ofSeconds(55);

  /** No step of {@link #begin} begins later than this after the first. */
  public static final Duration LONGEST_BEGINNING = Duration.ofSeconds(3);

  /** Most redrives that {@link #run} takes steps of; later ones wait until one has ended. */
  public static final int MAX_REDRIVES = RedriveSweep.MOST_JOBS;

  /** For a timer that runs once a minute. */
  private static final Tempo TIMER = new Tempo(Duration.ofSeconds(5), 2, LONGEST_RUN);

  /** For a caller that waits until one redrive has ended. */
  private static final Tempo TO_THE_END = new Tempo(Duration.ofMillis(250), 4, LONGEST_RUN);

  /** For a request whose answer waits for it. */
  private static final Tempo ORDER = new Tempo(Duration.ofMillis(250), 4, LONGEST_BEGINNING);

  private final RedriveSweep sweep;
  private final InstantSource clock;
  private final Sleeper sleeper;

  /**
   * A loop around one sweep.
   *
   * @param sweep takes the steps
   * @param clock tells when the time is over
   * @param sleeper lets time go by between two steps
   */
  public RedriveLoop(RedriveSweep sweep, InstantSource clock, Sleeper sleeper) {
    this.sweep = requireNonNull(sweep, "sweep");
    this.clock = requireNonNull(clock, "clock");
    this.sleeper = requireNonNull(sleeper, "sleeper");
  }

  /**
   * Steps of every redrive that has work, one every 5 seconds; at most 55 seconds, and 10 without
   * progress. For a timer that runs once a minute.
   *
   * @param workflows what runs the letters that are redriven
   * @throws PortException the first failure of a step, after the others were taken; safe to do
   *     again
   */
  public void run(Workflows workflows) {
    repeat(end -> sweep.round(workflows, end), TIMER);
  }

  /**
   * First steps of one redrive, right after it was ordered: one every quarter of a second; at most
   * 3 seconds, and 1 without progress. {@link #run} goes on with what is left.
   *
   * @param id the redrive's; nothing is done for one that is unknown or has no work
   * @param workflows what runs the letters; its calls should return soon
   * @throws PortException the first failure; the redrive goes on all the same
   */
  public void begin(String id, Workflows workflows) {
    repeat(end -> sweep.roundOf(id, workflows, end), ORDER);
  }

  /**
   * Steps of one redrive until it has ended: one every quarter of a second; at most 55 seconds, and
   * 1 without progress. {@link #run} goes on with what is left.
   *
   * @param id the redrive's; nothing is done for one that is unknown or has no work
   * @param workflows runs the letters
   * @throws PortException the first failure; the redrive goes on all the same
   */
  public void finish(String id, Workflows workflows) {
    repeat(end -> sweep.roundOf(id, workflows, end), TO_THE_END);
  }

  /**
   * How a call repeats its steps.
   *
   * @param pause between two steps
   * @param patience steps without progress in a row after which it ends
   * @param atMost the time in which steps begin
   */
  private record Tempo(Duration pause, int patience, Duration atMost) {

    /** A bound also when the clock stands still. */
    long mostSteps() {
      return atMost.dividedBy(pause);
    }
  }

  private void repeat(Function<Instant, Round> step, Tempo tempo) {
    Instant end = clock.instant().plus(tempo.atMost());
    PortException first = null;
    int idle = 0;
    boolean goesOn = true;
    for (long steps = 1; goesOn; steps++) {
      Round round = step.apply(end);
      first = first == null ? round.failure() : first;
      idle = round.progress() ? 0 : idle + 1;
      goesOn =
          round.work()
              && idle < tempo.patience()
              && steps < tempo.mostSteps()
              && paused(tempo.pause())
              && clock.instant().isBefore(end);
    }
    if (first != null) {
      throw first;
    }
  }

  /** False when the process is about to end. */
  private boolean paused(Duration pause) {
    try {
      sleeper.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
