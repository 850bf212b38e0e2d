package io.spillway;

import io.spillway.ports.Failure;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Retry policy of failed activities: exponential backoff with full jitter, limited in rounds and
 * time. A pure value: the same seed and round give the same pause, so that a replayed workflow
 * takes the same decisions.
 *
 * @param maxRounds the most rounds in all, the first included, 1 to {@value #MAX_ROUNDS}
 * @param firstDelay the longest pause after the first round; more than zero
 * @param factor the growth of the longest pause from round to round, 1 to 10
 * @param maxDelay the limit of all pauses, unless a failure asks for a longer one
 * @param deadline the time after the workflow's start at which no further round starts
 */
public record RetryPolicy(
    int maxRounds, Duration firstDelay, double factor, Duration maxDelay, Duration deadline) {

  /** Upper limit of rounds. */
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
   * @param seed the seed of the jitter, such as the workflow's id
   * @param round the number of the failed round, from 1
   * @param failures the failures of the round
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
