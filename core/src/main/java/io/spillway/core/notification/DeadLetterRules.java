package io.spillway.core.notification;

import org.jspecify.annotations.Nullable;

/**
 * Rules by which dead letters raise a notice.
 *
 * @param firstOfGroup whether the first open dead letter of a group does, at most once a day
 * @param moreThan the number of open dead letters of the last hour that must be exceeded, 1 to
 *     {@value #MOST}, at most once an hour; null for no such rule
 */
public record DeadLetterRules(boolean firstOfGroup, @Nullable Integer moreThan) {

  /** Maximum of {@link #moreThan}. */
  public static final int MOST = 1_000_000;

  /** First of a group, and more than 100. */
  public static final DeadLetterRules STANDARD = new DeadLetterRules(true, 100);

  public DeadLetterRules {
    if (moreThan != null && (moreThan < 1 || moreThan > MOST)) {
      throw new IllegalArgumentException("more-than must be 1 to " + MOST);
    }
  }
}
