package io.spillway.ports.moderation;

import static java.util.Objects.requireNonNull;

/**
 * Where a text met a rule about words or links, so that whoever reviews it sees at a glance what
 * was found.
 *
 * @param start where it begins in the text as it was written, in UTF-16 units; 0 or more
 * @param length of what was found, in UTF-16 units; 1 or more
 * @param rule what it met
 */
public record Match(int start, int length, Rule rule) {

  /** What a text can meet. */
  public enum Rule {
    /** A word or phrase that is banned. */
    BANNED,
    /** A word or phrase that is suspect. */
    SUSPECT,
    /** A link to a host that is not allowed. */
    LINK
  }

  public Match {
    requireNonNull(rule, "rule");
    if (start < 0) {
      throw new IllegalArgumentException("start must not be negative: " + start);
    }
    if (length < 1) {
      throw new IllegalArgumentException("length must be 1 or more: " + length);
    }
  }

  /** {@return where it ends: the first UTF-16 unit that is no longer a part of it} */
  public int end() {
    return start + length;
  }

  /**
   * {@return whether the two share a part of the text}
   *
   * @param other a place in the same text
   */
  public boolean overlaps(Match other) {
    return start < other.end() && other.start < end();
  }
}
