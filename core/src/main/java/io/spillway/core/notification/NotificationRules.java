package io.spillway.core.notification;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Rules of notifications.
 *
 * @param longest the maximum age of a notification while its receiver is away, {@value
 *     #LEAST_HOURS} to {@value #MOST_HOURS} hours
 * @param deadLetters the rules by which dead letters raise a notice
 */
public record NotificationRules(Duration longest, DeadLetterRules deadLetters) {

  /** Minimum of {@link #longest}, in hours. */
  public static final int LEAST_HOURS = 1;

  /** Maximum of {@link #longest}, in hours. */
  public static final int MOST_HOURS = 168;

  /** 72 hours, and the standard rules of dead letters. */
  public static final NotificationRules STANDARD =
      new NotificationRules(NotificationSender.STANDARD_AGE, DeadLetterRules.STANDARD);

  /** Throws {@link IllegalArgumentException} for an age out of range. */
  public NotificationRules {
    requireNonNull(deadLetters, "deadLetters");
    if (longest.toHours() < LEAST_HOURS || longest.compareTo(Duration.ofHours(MOST_HOURS)) > 0) {
      throw new IllegalArgumentException(
          "must be " + LEAST_HOURS + " to " + MOST_HOURS + " hours: " + longest.toHours());
    }
  }
}
