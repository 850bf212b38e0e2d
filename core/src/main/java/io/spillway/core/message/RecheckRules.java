package io.spillway.core.message;

import java.time.Duration;

/**
 * How messages that were published unmoderated are checked again.
 *
 * @param perRun most messages that one run asks about, 1 to 10,000
 * @param runTime how long one run goes on asking, over zero; it ends with the question that it has
 *     begun
 * @param maxRechecks how often a message is asked about in vain, while the classifier answers for
 *     other texts, before a moderator gets it; 1 to 100
 * @param longestPause longest that a classifier's wish to be left alone is heeded, over zero
 * @param alarmAge the age of the oldest unmoderated message from which on somebody is to be told
 * @param humanAge the age from which on it is shown to moderators as one to look at themselves
 */
public record RecheckRules(
    int perRun,
    Duration runTime,
    int maxRechecks,
    Duration longestPause,
    Duration alarmAge,
    Duration humanAge) {

  /**
   * 2,000 messages or 45 seconds a run, 5 rechecks, pauses of up to an hour; somebody is told after
   * 15 minutes and moderators look themselves after a day.
   */
  public static final RecheckRules STANDARD =
      new RecheckRules(
          2_000,
          Duration.ofSeconds(45),
          5,
          Duration.ofHours(1),
          Duration.ofMinutes(15),
          Duration.ofDays(1));

  public RecheckRules {
    requireIn("perRun", perRun, 10_000);
    requireIn("maxRechecks", maxRechecks, 100);
    requirePositive("runTime", runTime);
    requirePositive("longestPause", longestPause);
    requirePositive("alarmAge", alarmAge);
    requirePositive("humanAge", humanAge);
  }

  private static void requireIn(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " must be 1 to " + most + ": " + value);
    }
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be over zero: " + value);
    }
  }
}
