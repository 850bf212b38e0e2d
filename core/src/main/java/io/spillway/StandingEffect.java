package io.spillway;

/** Consequences of an author's strikes, in rising order. None of them is a ban. */
public enum StandingEffect {
  /** No consequence. */
  NONE,
  /** The author is warned. */
  WARN,
  /** The author may send one message in the policy's {@code slowSeconds}. */
  SLOW,
  /** All messages of the author are withheld for a moderator. */
  HOLD
}
