package io.spillway.core.message;

import java.time.Duration;

/**
 * Limits of the recheck of messages that were published unmoderated.
 *
 * @param perRun the most messages rechecked by one run, 1 to 10,000
 * @param runTime the time limit of one run, over zero; a request that has been started is completed
 * @param maxRechecks the number of failed rechecks of a message, while the classifier answers for
 *     other texts, after which a moderator gets it; 1 to 100
 * @param longestPause the limit of a pause that the classifier asks for, over zero
 * @param alarmAge the age of the oldest unmoderated message at which operators are alerted
 * @param humanAge the age at which an unmoderated message is shown to moderators for manual review
 */
public record RecheckRules(
    int perRun,
    Duration runTime,
    int maxRechecks,
    Duration longestPause,
    Duration alarmAge,
    Duration humanAge) {

  /**
   * 2,000 messages or 45 seconds a run, 5 rechecks, pauses of up to an hour; operators are alerted
   * after 15 minutes, and moderators review manually after a day.
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
