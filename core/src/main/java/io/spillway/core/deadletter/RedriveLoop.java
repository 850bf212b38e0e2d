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
 * Repeats the steps of redrives while they make progress, for a bounded time. An idle call costs
 * one query, so the timer can be slow while a busy redrive is still processed every few seconds.
 *
 * <p>A call ends early if no redrive has work, or if no dead letter was started or ended for some
 * steps: work that waits for a lease or a slow workflow is left to the next call. Concurrent calls
 * are safe, and each can be interrupted at any point, as {@link RedriveSweep} explains.
 */
public final class RedriveLoop {

  /** Time after the first step of {@link #run} in which further steps start. */
  public static final Duration LONGEST_RUN = Duration.ofSeconds(55);

  /** Time after the first step of {@link #begin} in which further steps start. */
  public static final Duration LONGEST_BEGINNING = Duration.ofSeconds(3);

  /** Most redrives that {@link #run} processes; later ones wait until one has ended. */
  public static final int MAX_REDRIVES = RedriveSweep.MOST_JOBS;

  /** Tempo of a timer that runs once a minute. */
  private static final Tempo TIMER = new Tempo(Duration.ofSeconds(5), 2, LONGEST_RUN);

  /** Tempo of a caller that waits for the end of one redrive. */
  private static final Tempo TO_THE_END = new Tempo(Duration.ofMillis(250), 4, LONGEST_RUN);

  /** Tempo of a request that waits for the first steps. */
  private static final Tempo ORDER = new Tempo(Duration.ofMillis(250), 4, LONGEST_BEGINNING);

  private final RedriveSweep sweep;
  private final InstantSource clock;
  private final Sleeper sleeper;

  /**
   * Creates the loop of a sweep.
   *
   * @param sweep the sweep, which runs the steps
   * @param clock the current time
   * @param sleeper the pause between two steps
   */
  public RedriveLoop(RedriveSweep sweep, InstantSource clock, Sleeper sleeper) {
    this.sweep = requireNonNull(sweep, "sweep");
    this.clock = requireNonNull(clock, "clock");
    this.sleeper = requireNonNull(sleeper, "sleeper");
  }

  /**
   * Processes every redrive that has work, one step every 5 seconds; for at most 55 seconds, or 10
   * without progress. For a timer that runs once a minute.
   *
   * @param workflows the engine of redriven workflows
   * @throws PortException the first failure of a step, after the others were run; safe to call
   *     again
   */
  public void run(Workflows workflows) {
    repeat(end -> sweep.round(workflows, end), TIMER);
  }

  /**
   * Processes the first steps of one redrive, right after it was ordered: one every 0.25 seconds;
   * for at most 3 seconds, or 1 without progress. {@link #run} continues.
   *
   * @param id the redrive's id; a no-op if it is unknown or has no work
   * @param workflows the engine of redriven workflows; its calls should return quickly
   * @throws PortException the first failure; the redrive continues nevertheless
   */
  public void begin(String id, Workflows workflows) {
    repeat(end -> sweep.roundOf(id, workflows, end), ORDER);
  }

  /**
   * Processes one redrive until it has ended: one step every 0.25 seconds; for at most 55 seconds,
   * or 1 without progress. {@link #run} continues.
   *
   * @param id the redrive's id; a no-op if it is unknown or has no work
   * @param workflows the engine of redriven workflows
   * @throws PortException the first failure; the redrive continues nevertheless
   */
  public void finish(String id, Workflows workflows) {
    repeat(end -> sweep.roundOf(id, workflows, end), TO_THE_END);
  }

  /**
   * Tempo and limits of the steps of a call.
   *
   * @param pause the pause between two steps
   * @param patience the consecutive steps without progress after which the call ends
   * @param atMost the time in which steps start
   */
  private record Tempo(Duration pause, int patience, Duration atMost) {

    /** Limits the steps even if the clock does not advance. */
    long mostSteps() {
      return atMost.dividedBy(pause);
    }
  }

  private void repeat(Function<Instant, Round> step, Tempo tempo) {
    Instant end = clock.instant().plus(tempo.atMost());
    PortException first = null;
    int idle = 0;
    boolean canContinue = true;
    for (long steps = 1; canContinue; steps++) {
      Round round = step.apply(end);
      first = first == null ? round.failure() : first;
      idle = round.progress() ? 0 : idle + 1;
      canContinue =
          round.work()
              && idle < tempo.patience()
              && steps < tempo.mostSteps()
              && Pauses.sleep(sleeper, tempo.pause())
              && clock.instant().isBefore(end);
    }
    if (first != null) {
      throw first;
    }
  }
}
