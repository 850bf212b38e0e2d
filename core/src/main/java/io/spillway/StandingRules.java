package io.spillway;

import io.spillway.ports.policy.PolicyDraft;

/**
 * What an author's strikes on a stream lead to. A strike is a message that a moderator upheld
 * against them, and it counts until it expires; what only a machine has said never counts.
 *
 * @param strikeDays how long a strike counts after it was upheld, 1 to 365
 * @param warnAt strikes from which on the author is told; 0 for never, at most {@value
 *     #MAX_STRIKES}
 * @param slowAt strikes from which on the author may send one message in {@code slowSeconds}; 0 for
 *     never
 * @param slowSeconds 1 to 600
 * @param holdAt strikes from which on all that the author sends is withheld for a moderator; 0 for
 *     never
 */
public record StandingRules(int strikeDays, int warnAt, int slowAt, int slowSeconds, int holdAt) {

  /** Most strikes that make a difference. */
  public static final int MAX_STRIKES = 100;

  /** Longest that a strike counts. */
  public static final int MAX_DAYS = 365;

  /** Strikes lead to nothing, and are not looked for when a message comes in. */
  public static final StandingRules OFF = new StandingRules(30, 0, 0, 30, 0);

  /** A warning from 1 strike in 30 days on, one message in 30 seconds from 3, all held from 5. */
  public static final StandingRules GRADUATED = new StandingRules(30, 1, 3, 30, 5);

  /** {@return whether strikes lead to anything} */
  public boolean hasEffects() {
    return warnAt > 0 || slowAt > 0 || holdAt > 0;
  }

  /**
   * {@return the gravest effect that so many strikes reach}
   *
   * @param strikes those that count; 0 or more
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

  /** {@return the same rules as a draft names them} */
  PolicyDraft.Standing draft() {
    return new PolicyDraft.Standing(strikeDays, warnAt, slowAt, slowSeconds, holdAt);
  }

  private static boolean reaches(int strikes, int threshold) {
    return threshold > 0 && strikes >= threshold;
  }
}
