package io.spillway;

import io.spillway.ports.policy.PolicyDraft;

/**
 * Consequences of an author's strikes on a stream. A strike is a violation that a moderator upheld,
 * and it counts until it expires; automatic decisions never count.
 *
 * @param strikeDays the days that a strike counts after it was upheld, 1 to 365
 * @param warnAt the strikes from which the author is warned; 0 for never, at most {@value
 *     #MAX_STRIKES}
 * @param slowAt the strikes from which the author may send one message in {@code slowSeconds}; 0
 *     for never
 * @param slowSeconds the pause between two messages of a slowed author, 1 to 600
 * @param holdAt the strikes from which all messages of the author are withheld for a moderator; 0
 *     for never
 */
public record StandingRules(int strikeDays, int warnAt, int slowAt, int slowSeconds, int holdAt) {

  /** Upper limit of each number of strikes. */
  public static final int MAX_STRIKES = 100;

  /** Longest life of a strike, in days. */
  public static final int MAX_DAYS = 365;

  /** No consequences; strikes are not counted when a message is accepted. */
  public static final StandingRules OFF = new StandingRules(30, 0, 0, 30, 0);

  /**
   * Within 30 days: a warning from 1 strike, one message in 30 seconds from 3, all messages
   * withheld from 5.
   */
  public static final StandingRules GRADUATED = new StandingRules(30, 1, 3, 30, 5);

  /** {@return whether strikes have any consequence} */
  public boolean hasEffects() {
    return warnAt > 0 || slowAt > 0 || holdAt > 0;
  }

  /**
   * {@return the most severe effect of a number of strikes}
   *
   * @param strikes the number of strikes, 0 or more
   */
  public StandingEffect effectOf(int strikes) {
    if (reaches(strikes, holdAt)) {
      return StandingEffect.HOLD;
    }
    if (reaches(strikes, slowAt)) {
      return StandingEffect.SLOW;
    }
    return reaches(strikes, warnAt) ? StandingEffect.WARN : StandingEffect.NONE;
  }

  /** {@return a draft of these rules} */
  PolicyDraft.Standing draft() {
    return new PolicyDraft.Standing(strikeDays, warnAt, slowAt, slowSeconds, holdAt);
  }

  private static boolean reaches(int strikes, int threshold) {
    return threshold > 0 && strikes >= threshold;
  }
}
