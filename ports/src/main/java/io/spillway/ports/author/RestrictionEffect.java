package io.spillway.ports.author;

/** Effect of a restriction on an author's messages, in rising order. */
public enum RestrictionEffect {
  /** The author may send one message in the restriction's {@code slowSeconds}. */
  SLOW,
  /** All messages of the author are withheld for a moderator. */
  HOLD,
  /** All messages of the author are refused. */
  REFUSE
}
