package io.spillway;

import org.jspecify.annotations.Nullable;

/**
 * Entry of a policy's word list, as it is read: {@code a$$} as {@code ass}.
 *
 * @param list the list: {@code banned}, {@code suspect} or {@code allowed}
 * @param entry the entry as written
 * @param readAs the word or phrase that is looked for; empty if nothing of the entry can be read
 * @param match the part of a word in a text that it must cover
 * @param problem the reason that the entry is refused when a policy is written, and ignored in a
 *     stored one; null for none
 */
public record EntryReading(
    String list, String entry, String readAs, Match match, @Nullable String problem) {

  /** Part of a word in a text that an entry must cover. */
  public enum Match {
    /** {@code "word"}: the whole word, written out. */
    EXACT,
    /** {@code word}: the whole word, also disguised, with a common ending or with digits. */
    WORD,
    /** {@code word*}: the beginning of a word. */
    PREFIX,
    /** {@code *word*}: any part of a word. */
    ANYWHERE
  }
}
