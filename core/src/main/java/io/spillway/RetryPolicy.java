package io.spillway;

import io.spillway.ports.Failure;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * How often and how soon failed activities are tried again. A pure value: the same seed and round
 * give the same pause, so that a workflow that is replayed takes the same decisions.
 *
 * @param maxRounds most rounds in all, the first included, 1 to {@value #MAX_ROUNDS}
 * @param firstDelay longest pause after the first round; more than zero
 * @param factor by how much the longest pause grows from round to round, 1 to 10
 * @param maxDelay longest pause of all, unless the other side asks for more
 * @param deadline no round starts later than this after the workflow's start
 */
public record RetryPolicy(
    int maxRounds, Duration firstDelay, double factor, Duration maxDelay, Duration deadline) {

  /** Most rounds that there may be. */
  public static final int MAX_ROUNDS = 20;

  /** 5 rounds; pauses of up to 0.5, 1, 2 and 4 seconds; 30 seconds at most; 5 minutes in all. */
  public static final RetryPolicy STANDARD =
      new RetryPolicy(5, Duration.ofMillis(500), 2, Duration.ofSeconds(30), Duration.ofMinutes(5));

  /** {@return {@link #STANDARD}} */
  public static RetryPolicy standard() {
    return STANDARD;
  }

  public RetryPolicy {
    if (maxRounds < 1 || maxRounds > MAX_ROUNDS) {
      throw new IllegalArgumentException("maxRounds must be 1 to 20: " + maxRounds);
    }
    if (!isPositive(firstDelay)) {
      throw new IllegalArgumentException("firstDelay must be more than zero: " + firstDelay);
    }
    if (!(factor >= 1 && factor <= 10)) {
      throw new IllegalArgumentException("factor must be 1 to 10: " + factor);
    }
    if (maxDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException("maxDelay must not be less than firstDelay: " + maxDelay);
    }
    if (!isPositive(deadline)) {
      throw new IllegalArgumentException("deadline must be more than zero: " + deadline);
    }
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }

  /**
   * {@return the pause after a round: any length up to the longest one (full jitter), but never
   * less than the longest that a failure asked for}
   *
   * @param seed what the jitter goes by, such as the workflow's id
   * @param round the round that has failed, from 1
   * @param failures what it failed with
   */
  public Duration pauseAfter(String seed, int round, Collection<Failure> failures) {
    long bound = longestPause(round).toMillis();
    long seedBits = seed.hashCode() * 31L + round;
    Duration pause = Duration.ofMillis(new SplittableRandom(seedBits).nextLong(bound + 1));
    return failures.stream()
        .map(Failure::retryAfter)
        .filter(Objects::nonNull)
        .reduce(pause, (longest, asked) -> asked.compareTo(longest) > 0 ? asked : longest);
  }

  /** The longest pause after a round, without jitter. */
  Duration longestPause(int round) {
    double millis = firstDelay.toMillis() * Math.pow(factor, round - 1.0);
    return millis < maxDelay.toMillis() ? Duration.ofMillis((long) millis) : maxDelay;
  }
}
