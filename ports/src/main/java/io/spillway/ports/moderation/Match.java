package io.spillway.ports.moderation;

import static java.util.Objects.requireNonNull;

/**
 * Part of a text that matched a word or link rule, which moderators see highlighted.
 *
 * @param start the start in the text as written, in UTF-16 units; 0 or more
 * @param length the length, in UTF-16 units; 1 or more
 * @param rule the matched rule
 */
public record Match(int start, int length, Rule rule) {

  /** Kind of word or link rule. */
  public enum Rule {
    /** A banned word or phrase. */
    BANNED,
    /** A suspicious word or phrase. */
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

  /** {@return the end, exclusive, in UTF-16 units} */
  public int end() {
    return start + length;
  }

  /**
   * {@return whether two matches overlap}
   *
   * @param other a match in the same text
   */
  public boolean overlaps(Match other) {
    return start < other.end() && other.start < end();
  }
}
