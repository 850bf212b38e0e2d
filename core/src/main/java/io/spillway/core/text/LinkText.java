package io.spillway.core.text;

import io.spillway.core.CodePoints;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;

/** A folded text as links are read in it: its signs, and its hosts as written. */
final class LinkText {

  /** Dots of other scripts, and raised ones. */
  static final String DOTS = "·•‧∙⋅・。۔";

  private static final char FIRST_UNSPACED = 0x1100;
  private static final int LONGEST_WORD = 20;
  private static final int FIRST_OF_FLAG = 0x1F1E6;
  private static final int LAST_OF_FLAG = 0x1F1FF;

  private final FoldedText text;
  private final String folded;
  // The first small letter, once it is known.
  private int smallLetter = -1;

  LinkText(FoldedText text) {
    this.text = text;
    this.folded = text.folded();
  }

  int length() {
    return folded.length();
  }

  /** Returns a folded character, or 0 outside of the text. */
  char at(int index) {
    return index >= 0 && index < folded.length() ? folded.charAt(index) : 0;
  }

  String part(int start, int end) {
    return folded.substring(start, end);
  }

  boolean isWrittenInCapitals(int start, int end) {
    for (int i = start; i < end; i++) {
      if (!isCapital(i)) {
        return false;
      }
    }
    return start < end;
  }

  boolean isCapital(int index) {
    int start = text.start(index);
    return start < text.written().length() && Character.isUpperCase(text.written().charAt(start));
  }

  boolean hasSmallLetters() {
    if (smallLetter < 0) {
      smallLetter = 0;
      while (smallLetter < length() && !isSmallLetter(smallLetter)) {
        smallLetter++;
      }
    }
    return smallLetter < length();
  }

  private boolean isSmallLetter(int index) {
    return Character.isLowerCase(text.written().charAt(text.start(index)));
  }

  /**
   * Returns whether a part has letters, but none of Latin script, so that it is no Latin word with
   * letters that look alike.
   */
  boolean isForeign(int start, int end) {
    boolean hasLetters = false;
    for (int i = start; i < end; i++) {
      int codePoint = text.written().codePointAt(text.start(i));
      if (Character.isLetter(codePoint)) {
        hasLetters = true;
        if (UnicodeScript.of(codePoint) == UnicodeScript.LATIN) {
          return false;
        }
      }
    }
    return hasLetters;
  }

  /** Returns whether a letter is half of a flag as written. */
  boolean isFlag(int index) {
    int codePoint = text.written().codePointAt(text.start(index));
    return codePoint >= FIRST_OF_FLAG && codePoint <= LAST_OF_FLAG;
  }

  /** Returns a range's place in the text as written, also where this is displayed reversed. */
  Links.Link link(int start, int end) {
    return new Links.Link(text.start(start, end - 1), text.end(start, end - 1));
  }

  /**
   * Returns a part as a browser reads it in a host: compatible forms and case are folded, letters
   * that look alike are not.
   */
  String asWritten(int start, int end) {
    if (text.isPlain()) {
      return part(start, end);
    }
    StringBuilder written = new StringBuilder();
    int last = -1;
    for (int i = start; i < end; i++) {
      if (text.start(i) != last) {
        last = text.start(i);
        append(written, last, text.end(i));
      }
    }
    return Normalizer.normalize(written, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  private void append(StringBuilder to, int start, int end) {
    String written = text.written();
    for (int at = start; at < end; ) {
      int codePoint = written.codePointAt(at);
      if (!CodePoints.isInvisible(codePoint)) {
        to.appendCodePoint(codePoint);
      }
      at += Character.charCount(codePoint);
    }
  }

  /** Returns whether a character can be in a label of a host. */
  boolean isLabel(int index) {
    char sign = at(index);
    if (sign <= '~') {
      return isPlainLetterOrDigit(sign) || sign == '-' || sign == '_';
    }
    return Character.isLetterOrDigit(sign)
        || isHalfOfLetter(index)
        || Character.getType(sign) == Character.NON_SPACING_MARK
        || Character.getType(sign) == Character.COMBINING_SPACING_MARK;
  }

  private boolean isHalfOfLetter(int index) {
    char sign = at(index);
    return Character.isHighSurrogate(sign)
        ? Character.isLowSurrogate(at(index + 1))
        : Character.isLowSurrogate(sign);
  }

  private static boolean isPlainLetterOrDigit(char sign) {
    return (sign >= 'a' && sign <= 'z') || isDigit(sign);
  }

  static boolean isDigit(char sign) {
    return sign >= '0' && sign <= '9';
  }

  /** Returns whether a script without spaces begins or ends at a plain letter or digit. */
  boolean isEndOfScript(int index) {
    return isPlainLetterOrDigit(at(index - 1))
        ? isUnspaced(at(index))
        : isPlainLetterOrDigit(at(index)) && isUnspaced(at(index - 1));
  }

  private static boolean isUnspaced(char sign) {
    return sign > FIRST_UNSPACED
        && switch (UnicodeScript.of(sign)) {
          case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
          default -> false;
        };
  }

  boolean isLetter(int index) {
    return Character.isLetter(at(index));
  }

  /** Returns whether a character is a dot, or one of another script between plain letters. */
  boolean isDot(int index) {
    char sign = at(index);
    return sign == '.' || isOtherDot(index);
  }

  boolean isOtherDot(int index) {
    return at(index) > '~'
        && DOTS.indexOf(at(index)) >= 0
        && isPlainLetterOrDigit(at(index - 1))
        && isPlainLetterOrDigit(at(index + 1));
  }

  /** Returns the word that ends before a space before an index; may be empty. */
  String wordBefore(int index) {
    int end = at(index - 1) == ' ' ? index - 1 : index;
    int start = end;
    while (end < index && end - start <= LONGEST_WORD && isWord(start - 1)) {
      start--;
    }
    return part(start, end);
  }

  /** Returns the word that begins after a space at an index; may be empty. */
  String wordAfter(int index) {
    int start = at(index) == ' ' ? index + 1 : index;
    int end = start;
    while (start > index && end - start <= LONGEST_WORD && isWord(end)) {
      end++;
    }
    return part(start, end);
  }

  private boolean isWord(int index) {
    char sign = at(index);
    return Character.isLetter(sign) || sign == '\'';
  }
}
