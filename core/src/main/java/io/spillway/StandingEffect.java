package io.spillway;

/** What an author's strikes lead to, in rising order. None of them is a ban. */
public enum StandingEffect {
  /** Nothing happens to them. */
  NONE,
  /** They are told. */
  WARN,
  /** They may send one message at a time. */
  SLOW,
  /** All that they send is withheld for a moderator. */
  HOLD
}
