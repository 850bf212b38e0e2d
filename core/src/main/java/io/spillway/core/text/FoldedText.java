package io.spillway.core.text;

import io.spillway.core.CodePoints;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Text folded for comparison, with the place of each character in the text as written.
 *
 * <p>Folded characters are lower-case letters without marks, compatible forms in their plain form
 * (full width, circled, mathematical), letters of other scripts as the Latin ones that they look
 * like ({@link LookAlikes}), digits of any script as ASCII digits, other characters as they are,
 * and one space for white space of any length. Invisible characters are left out, and a part that
 * is displayed reversed is read as displayed.
 *
 * <p>A character may have two more readings: {@link #own}, the letter with the mark that makes it
 * another letter, and {@link #appearance}, the letter that a capital looks like.
 */
public final class FoldedText {

  private static final char NONE = 0;
  private static final char OTHER = '\uFFFD';
  private static final int FIRST_BEYOND_ASCII = 0x80;
  private static final int LONGEST_FORM = 5;
  private static final int REVERSED = 0x202E;
  private static final int END_OF_REVERSED = 0x202C;

  /** Stretches a word of Arabic. */
  private static final int TATWEEL = 0x0640;

  private final String written;
  private final String folded;

  /** Null for a text of which each character is its own reading, as in ASCII. */
  private final @Nullable FoldedSigns signs;

  private FoldedText(String written, String folded, @Nullable FoldedSigns signs) {
    this.written = written;
    this.folded = folded;
    this.signs = signs;
  }

  /**
   * {@return a text, folded}
   *
   * @param written any text
   */
  public static FoldedText of(String written) {
    return of(written, true);
  }

  /**
   * {@return a text, folded}
   *
   * @param written any text
   * @param asDisplayed whether a part that is displayed reversed is read so
   */
  static FoldedText of(String written, boolean asDisplayed) {
    if (CodePoints.isPlain(written)) {
      return new FoldedText(written, written.toLowerCase(Locale.ROOT), null);
    }
    FoldedSigns signs = new FoldedSigns(written.length() + 8);
    fold(written, asDisplayed, signs);
    return new FoldedText(written, signs.folded(), signs);
  }

  /** {@return the folded characters} */
  public String folded() {
    return folded;
  }

  /** {@return the text as written} */
  public String written() {
    return written;
  }

  /** Returns whether folding changed nothing but case. */
  boolean isPlain() {
    return signs == null;
  }

  int length() {
    return folded.length();
  }

  char charAt(int index) {
    return folded.charAt(index);
  }

  /** Returns the letter with its mark, such as ç or ø; 0 if there is no such reading. */
  char own(int index) {
    return signs == null ? NONE : signs.own(index);
  }

  /** Returns the letter that a capital looks like, such as l for I; 0 for no such reading. */
  char appearance(int index) {
    if (signs == null) {
      return written.charAt(index) == 'I' ? 'l' : NONE;
    }
    return signs.appearance(index);
  }

  /** Returns the start of a character in the text as written. */
  int start(int index) {
    return signs == null ? index : signs.start(index);
  }

  /** Returns the end of a character in the text as written, exclusive. */
  int end(int index) {
    return signs == null ? index + 1 : signs.end(index);
  }

  /** Returns the start of a range as written, of its last character if it is displayed reversed. */
  int start(int first, int last) {
    return Math.min(start(first), start(last));
  }

  /** Returns the end of a range as written, of its first character if it is displayed reversed. */
  int end(int first, int last) {
    return Math.max(end(first), end(last));
  }

  /** Returns whether a part of a text is displayed reversed. */
  static boolean isReversed(String written) {
    return written.indexOf(REVERSED) >= 0;
  }

  private static void fold(String written, boolean asDisplayed, FoldedSigns to) {
    int reversedFrom = -1;
    for (int at = 0; at < written.length(); ) {
      int codePoint = written.codePointAt(at);
      int end = at + Character.charCount(codePoint);
      if (codePoint == REVERSED && reversedFrom < 0 && asDisplayed) {
        reversedFrom = to.length();
      } else if (codePoint == END_OF_REVERSED && reversedFrom >= 0) {
        to.reverseFrom(reversedFrom);
        reversedFrom = -1;
      } else {
        fold(codePoint, at, end, to);
      }
      at = end;
    }
    if (reversedFrom >= 0) {
      to.reverseFrom(reversedFrom);
    }
  }

  private static void fold(int codePoint, int start, int end, FoldedSigns to) {
    if (CodePoints.isSpace(codePoint)) {
      if (to.length() > 0 && to.sign(to.length() - 1) != ' ') {
        to.add(' ', NONE, NONE, start, end);
      }
    } else if (codePoint < FIRST_BEYOND_ASCII) {
      foldLetter(codePoint, start, end, to);
    } else if (codePoint != TATWEEL && !CodePoints.isInvisible(codePoint)) {
      foldBeyondAscii(codePoint, start, end, to);
    }
  }

  private static void foldBeyondAscii(int codePoint, int start, int end, FoldedSigns to) {
    if (isMark(codePoint)) {
      mark(codePoint, end, to);
      return;
    }
    if (isPlainLetter(codePoint)) {
      foldLetter(codePoint, start, end, to);
      return;
    }
    String plain = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD);
    if (plain.length() > LONGEST_FORM) {
      // A whole sentence in one character hides no word.
      to.add(OTHER, NONE, NONE, start, end);
      return;
    }
    for (int i = 0; i < plain.length(); ) {
      int part = plain.codePointAt(i);
      if (isMark(part)) {
        mark(part, end, to);
      } else if (!CodePoints.isSpace(part)) {
        foldLetter(part, start, end, to);
      }
      i += Character.charCount(part);
    }
  }

  /** Returns whether a code point is one of the many letters and emoji without a decomposition. */
  private static boolean isPlainLetter(int codePoint) {
    return (codePoint >= 0x430 && codePoint <= 0x44F && codePoint != 0x439)
        || (codePoint >= 0x3041 && codePoint <= 0x3096)
        || (codePoint >= 0x30A1 && codePoint <= 0x30FA)
        || (codePoint >= 0x4E00 && codePoint <= 0x9FFF)
        || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
        || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF);
  }

  /** Adds a letter, digit or other sign that has no decomposition. */
  private static void foldLetter(int codePoint, int start, int end, FoldedSigns to) {
    int digit = codePoint < FIRST_BEYOND_ASCII ? -1 : Character.digit(codePoint, 10);
    if (digit >= 0) {
      to.add((char) ('0' + digit), NONE, NONE, start, end);
      return;
    }
    int lower = Character.toLowerCase(codePoint);
    String several = LookAlikes.expand(lower);
    for (int i = 0; i < several.length(); i++) {
      to.add(several.charAt(i), NONE, NONE, start, end);
    }
    if (several.isEmpty()) {
      int folded = LookAlikes.fold(lower);
      if (folded > Character.MAX_VALUE) {
        addSupplementary(folded, start, end, to);
      } else {
        to.add((char) folded, ownLetter(lower), LookAlikes.appearance(codePoint), start, end);
      }
    }
  }

  private static char ownLetter(int lower) {
    boolean isOwn = lower <= Character.MAX_VALUE && Marks.makesAnotherLetter((char) lower);
    return isOwn ? (char) lower : NONE;
  }

  /** Adds two characters for a letter, or one for an emoji, which is in no list of words. */
  private static void addSupplementary(int codePoint, int start, int end, FoldedSigns to) {
    if (Character.isLetter(codePoint)) {
      to.add(Character.highSurrogate(codePoint), NONE, NONE, start, end);
      to.add(Character.lowSurrogate(codePoint), NONE, NONE, start, end);
    } else {
      to.add(OTHER, NONE, NONE, start, end);
    }
  }

  /** Adds a mark to the letter before it. */
  private static void mark(int codePoint, int end, FoldedSigns to) {
    int last = to.length() - 1;
    if (last < 0 || to.sign(last) == ' ') {
      return;
    }
    if (Marks.isSpelling(codePoint)) {
      // Scripts in which a mark is a part of the word, as the vowels of Hindi and Thai.
      char voiced = Marks.compose(to.sign(last), codePoint);
      if (voiced != NONE) {
        to.replaceSign(last, voiced);
      } else if (codePoint <= Character.MAX_VALUE) {
        to.add((char) codePoint, NONE, NONE, to.start(last), end);
      }
    } else {
      to.addOwn(last, Marks.otherLetter(to.sign(last), codePoint));
    }
    to.extend(last, end);
  }

  private static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  /** Returns nothing of the text. */
  @Override
  public String toString() {
    return "FoldedText[" + length() + "]";
  }
}
