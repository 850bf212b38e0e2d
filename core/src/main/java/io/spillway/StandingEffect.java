package io.spillway;

/**
 * Consequences of an author's strikes or of a moderator's restriction, in rising order. Strikes
 * lead to {@link #HOLD} at most.
 */
public enum StandingEffect {
  /** No consequence. */
  NONE,
  /** The author is warned. */
  WARN,
  /** The author may send one message in the policy's or the restriction's {@code slowSeconds}. */
  SLOW,
  /** All messages of the author are withheld for a moderator. */
  HOLD,
  /** All messages of the author are refused until a moderator's restriction ends. */
  REFUSE
}
