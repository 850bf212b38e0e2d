package io.spillway.core.text;

import io.spillway.core.CodePoints;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

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
  private static final char[] NO_SIGNS = {};
  private static final int[] NO_PLACES = {};
  private static final char OTHER = '\uFFFD';
  private static final int FIRST_BEYOND_ASCII = 0x80;
  private static final int LONGEST_FORM = 5;
  private static final int REVERSED = 0x202E;
  private static final int END_OF_REVERSED = 0x202C;

  /** Stretches a word of Arabic. */
  private static final int TATWEEL = 0x0640;

  private final String written;
  private String folded = "";
  // Null while each character is its own origin, as in ASCII.
  private int[] starts = NO_PLACES;
  private int[] ends = NO_PLACES;
  private char[] own = NO_SIGNS;
  private char[] seen = NO_SIGNS;
  private char[] signs = NO_SIGNS;
  private int length;

  private FoldedText(String written) {
    this.written = written;
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
    FoldedText text = new FoldedText(written);
    if (isPlain(written)) {
      text.folded = written.toLowerCase(Locale.ROOT);
      text.length = written.length();
    } else {
      text.fold(asDisplayed);
      text.folded = new String(text.signs, 0, text.length);
    }
    return text;
  }

  /** {@return the folded characters} */
  public String folded() {
    return folded;
  }

  /** {@return the text as written} */
  public String written() {
    return written;
  }

  int length() {
    return length;
  }

  char charAt(int index) {
    return folded.charAt(index);
  }

  /** Returns the letter with its mark, such as ç or ø; 0 if there is no such reading. */
  char own(int index) {
    return own.length == 0 ? NONE : own[index];
  }

  /** Returns the letter that a capital looks like, such as l for I; 0 for no such reading. */
  char appearance(int index) {
    if (own.length == 0) {
      return written.charAt(index) == 'I' ? 'l' : NONE;
    }
    return seen[index];
  }

  /** Returns the start of a character in the text as written. */
  int start(int index) {
    return starts.length == 0 ? index : starts[index];
  }

  /** Returns the end of a character in the text as written, exclusive. */
  int end(int index) {
    return ends.length == 0 ? index + 1 : ends[index];
  }

  /** Returns whether a part of a text is displayed reversed. */
  static boolean isReversed(String written) {
    return written.indexOf(REVERSED) >= 0;
  }

  /** Returns whether a text is ASCII with single spaces between words, as most are. */
  private static boolean isPlain(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (sign < ' ' || sign > '~' || (sign == ' ' && before == ' ')) {
        return false;
      }
      before = sign;
    }
    return true;
  }

  private void fold(boolean asDisplayed) {
    int capacity = written.length() + 8;
    signs = new char[capacity];
    own = new char[capacity];
    seen = new char[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
    int reversedFrom = -1;
    for (int at = 0; at < written.length(); ) {
      int codePoint = written.codePointAt(at);
      int end = at + Character.charCount(codePoint);
      if (codePoint == REVERSED && reversedFrom < 0 && asDisplayed) {
        reversedFrom = length;
      } else if (codePoint == END_OF_REVERSED && reversedFrom >= 0) {
        reverse(reversedFrom, length);
        reversedFrom = -1;
      } else {
        fold(codePoint, at, end);
      }
      at = end;
    }
    if (reversedFrom >= 0) {
      reverse(reversedFrom, length);
    }
  }

  private void fold(int codePoint, int start, int end) {
    if (CodePoints.isSpace(codePoint)) {
      if (length > 0 && signs[length - 1] != ' ') {
        append(' ', NONE, NONE, start, end);
      }
    } else if (codePoint < FIRST_BEYOND_ASCII) {
      foldLetter(codePoint, start, end);
    } else if (codePoint != TATWEEL && !CodePoints.isInvisible(codePoint)) {
      foldBeyondAscii(codePoint, start, end);
    }
  }

  private void foldBeyondAscii(int codePoint, int start, int end) {
    if (isMark(codePoint)) {
      mark(codePoint, end);
    } else if (isPlainLetter(codePoint)) {
      foldLetter(codePoint, start, end);
    } else {
      String plain = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD);
      if (plain.length() > LONGEST_FORM) {
        // A whole sentence in one character hides no word.
        append(OTHER, NONE, NONE, start, end);
        return;
      }
      for (int i = 0; i < plain.length(); ) {
        int part = plain.codePointAt(i);
        if (isMark(part)) {
          mark(part, end);
        } else if (!CodePoints.isSpace(part)) {
          foldLetter(part, start, end);
        }
        i += Character.charCount(part);
      }
    }
  }

  /** Appends a letter, digit or other sign that has no decomposition. */
  private void foldLetter(int codePoint, int start, int end) {
    int digit = codePoint < FIRST_BEYOND_ASCII ? -1 : Character.digit(codePoint, 10);
    if (digit >= 0) {
      append((char) ('0' + digit), NONE, NONE, start, end);
      return;
    }
    int lower = Character.toLowerCase(codePoint);
    String several = LookAlikes.expand(lower);
    if (several.isEmpty()) {
      int folded = LookAlikes.fold(lower);
      char ownLetter = Marks.makesAnotherLetter((char) lower) ? (char) lower : NONE;
      append(folded, ownLetter, LookAlikes.appearance(codePoint), start, end);
    } else {
      for (int i = 0; i < several.length(); i++) {
        append(several.charAt(i), NONE, NONE, start, end);
      }
    }
  }

  private void append(int sign, char ownLetter, char seenLetter, int start, int end) {
    if (sign > Character.MAX_VALUE) {
      // Not a letter of any list: one sign for an emoji, two for a letter.
      append(Character.highSurrogate(sign), NONE, NONE, start, end);
      if (Character.isLetter(sign)) {
        append(Character.lowSurrogate(sign), NONE, NONE, start, end);
      } else {
        signs[length - 1] = OTHER;
      }
      return;
    }
    if (length == signs.length) {
      grow();
    }
    signs[length] = (char) sign;
    own[length] = ownLetter;
    seen[length] = seenLetter;
    starts[length] = start;
    ends[length] = end;
    length++;
  }

  private void grow() {
    int capacity = 2 * length;
    signs = Arrays.copyOf(signs, capacity);
    own = Arrays.copyOf(own, capacity);
    seen = Arrays.copyOf(seen, capacity);
    starts = Arrays.copyOf(starts, capacity);
    ends = Arrays.copyOf(ends, capacity);
  }

  /** Adds a mark to the letter before it. */
  private void mark(int codePoint, int end) {
    if (length == 0 || signs[length - 1] == ' ') {
      return;
    }
    int last = length - 1;
    if (Marks.isSpelling(codePoint)) {
      // Scripts in which a mark is a part of the word, as the vowels of Hindi and Thai.
      char voiced = Marks.compose(signs[last], codePoint);
      if (voiced == NONE) {
        append(codePoint, NONE, NONE, starts[last], end);
      } else {
        signs[last] = voiced;
      }
    } else if (own[last] == NONE) {
      own[last] = Marks.otherLetter(signs[last], codePoint);
    }
    ends[last] = end;
  }

  private void reverse(int from, int to) {
    for (int i = from, j = to - 1; i < j; i++, j--) {
      swap(signs, i, j);
      swap(own, i, j);
      swap(seen, i, j);
      swap(starts, i, j);
      swap(ends, i, j);
    }
  }

  private static void swap(char[] of, int i, int j) {
    char kept = of[i];
    of[i] = of[j];
    of[j] = kept;
  }

  private static void swap(int[] of, int i, int j) {
    int kept = of[i];
    of[i] = of[j];
    of[j] = kept;
  }

  /** Returns whether a code point is one of the many letters without a decomposition. */
  private static boolean isPlainLetter(int codePoint) {
    return (codePoint >= 0x430 && codePoint <= 0x44F && codePoint != 0x439)
        || (codePoint >= 0x3041 && codePoint <= 0x3096)
        || (codePoint >= 0x30A1 && codePoint <= 0x30FA)
        || (codePoint >= 0x4E00 && codePoint <= 0x9FFF)
        || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
        || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF);
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
    return "FoldedText[" + length + "]";
  }
}
