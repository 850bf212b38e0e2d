package io.spillway.core.text;

/**
 * Letters and digits of a folded text, each with its possible readings and with the kind of gap
 * before it.
 *
 * <p>Digits and signs also read as letters ({@code k1ll}, {@code a$$}) in a chunk between spaces
 * that is no number: one with a letter, with enough letters for its digits, and other than a number
 * with a unit ({@code 45s}). {@code @}, {@code !} and {@code |} may be letters or the edge of a
 * word.
 */
final class Letters {

  /** No gap. */
  static final byte NONE = 0;

  /** An apostrophe. */
  static final byte APOSTROPHE = 1;

  /** Signs other than letters, digits, apostrophes and spaces. */
  static final byte SIGN = 2;

  /** White space, with or without signs. */
  static final byte SPACE = 3;

  /** One asterisk or more, for as many letters; this and the next two. */
  static final byte MASK = 4;

  private static final int MOST_MASKED = 3;
  private static final String APOSTROPHES = "'\u2019\u2018`\u02BC\u2032";
  private static final String EDGES = "@!|";
  private static final String SIGNS = "@$\u20AC\u00A3\u00A2\u00A5!|+";
  private static final String[] SIGN_READINGS = {"a", "s", "e", "l", "c", "y", "il", "il", "t"};
  private static final String[] DIGIT_READINGS = {
    "o", "il", "z", "e", "a", "s", "gb", "t", "b", "g"
  };
  private static final int MOST_OTHERS = 3;
  private static final int LONG_CHUNK = 5;
  private static final int LONGEST_UNIT = 2;

  private static final char[] NO_SIGNS = {};

  private final FoldedText text;
  private final char[] main;
  private final byte[] gaps;
  private final char[] places;
  // Three other readings of each letter, or empty while no letter has any.
  private char[] others = NO_SIGNS;
  private int count;

  private Letters(FoldedText text) {
    this.text = text;
    int capacity = Math.min(text.length(), Character.MAX_VALUE);
    main = new char[capacity];
    gaps = new byte[capacity];
    places = new char[capacity];
  }

  static Letters of(FoldedText text) {
    Letters letters = new Letters(text);
    int start = 0;
    int length = Math.min(text.length(), Character.MAX_VALUE);
    while (start < length) {
      int end = text.folded().indexOf(' ', start);
      end = end < 0 || end > length ? length : end;
      letters.readChunk(start, end);
      start = end + 1;
    }
    return letters;
  }

  int count() {
    return count;
  }

  FoldedText text() {
    return text;
  }

  /** Returns the first reading: the letter, digit or sign as it is. */
  char main(int letter) {
    return main[letter];
  }

  /** Returns another reading, by its number from 0 to 2; 0 for none. */
  char other(int letter, int number) {
    return others.length == 0 ? 0 : others[letter * MOST_OTHERS + number];
  }

  boolean hasOthers(int letter) {
    return others.length > 0 && others[letter * MOST_OTHERS] != 0;
  }

  /** Returns whether a letter can be read as a character. */
  boolean canBe(int letter, char sought) {
    return main[letter] == sought
        || (hasOthers(letter)
            && (other(letter, 0) == sought
                || other(letter, 1) == sought
                || other(letter, 2) == sought));
  }

  /** Returns the kind of gap before a letter. */
  byte gap(int letter) {
    return gaps[letter];
  }

  /** Returns the start of a letter in the text as written. */
  int start(int letter) {
    return text.start(places[letter]);
  }

  /** Returns the end of a letter in the text as written, exclusive. */
  int end(int letter) {
    return text.end(places[letter]);
  }

  /** Returns the start of a range of letters in the text as written. */
  int start(int first, int last) {
    return text.start(places[first], places[last]);
  }

  /** Returns the end of a range of letters in the text as written, exclusive. */
  int end(int first, int last) {
    return text.end(places[first], places[last]);
  }

  /** Returns whether a letter is a sign that may also be the edge of a word. */
  boolean isEdge(int letter) {
    return EDGES.indexOf(main[letter]) >= 0;
  }

  boolean isDigit(int letter) {
    return isDigit(main[letter]);
  }

  /**
   * Returns the words as one text with single spaces, in their most likely readings, with letters
   * that look alike as one.
   */
  String key() {
    StringBuilder key = new StringBuilder(count + count / 2);
    for (int i = 0; i < count; i++) {
      if (gaps[i] != NONE && gaps[i] != APOSTROPHE && !key.isEmpty()) {
        key.append(' ');
      }
      char sign = main[i];
      boolean isLetter = isLetter(sign) || !hasOthers(i);
      key.append(LookAlikes.merge(isLetter ? sign : other(i, 0)));
    }
    return key.toString();
  }

  private void readChunk(int start, int end) {
    boolean isLeet = isLeet(start, end);
    boolean hasLatin = !text.isPlain() && hasLatin(start, end);
    int lastLetter = isLeet ? lastLetter(start, end) : start;
    byte gap = SPACE;
    int masked = 0;
    for (int i = start; i < end; i++) {
      char sign = text.charAt(i);
      boolean isLetter = isLetter(sign) || isDigit(sign);
      if (isLetter || (isLeet && SIGNS.indexOf(sign) >= 0 && isRead(sign, i, lastLetter))) {
        append(
            sign,
            masked > 0 && gap == SIGN ? (byte) (MASK - 1 + Math.min(masked, MOST_MASKED)) : gap,
            i);
        addReadings(sign, i, isLeet, hasLatin);
        gap = NONE;
        masked = 0;
      } else if (APOSTROPHES.indexOf(sign) >= 0) {
        gap = gap == NONE ? APOSTROPHE : gap;
      } else {
        masked += (sign == '*' || sign == '#') && (gap == NONE || masked > 0) ? 1 : 0;
        gap = gap == SPACE ? SPACE : SIGN;
      }
    }
  }

  private int lastLetter(int start, int end) {
    int last = end - 1;
    while (last > start && !isLetter(text.charAt(last)) && !isDigit(text.charAt(last))) {
      last--;
    }
    return last;
  }

  /** Returns whether a sign is read as a letter: not an exclamation mark at the end. */
  private static boolean isRead(char sign, int at, int lastLetter) {
    return switch (sign) {
      case '!', '+' -> at < lastLetter;
      default -> true;
    };
  }

  private void append(char sign, byte gap, int place) {
    main[count] = sign;
    gaps[count] = gap;
    places[count] = (char) place;
    count++;
  }

  private void addReadings(char sign, int place, boolean isLeet, boolean hasLatin) {
    char own = text.own(place);
    if (own != 0) {
      addReading(own);
    }
    char seen = text.appearance(place);
    if (seen != 0) {
      addReading(seen);
    }
    if (sign >= 0x80) {
      char decorative = hasLatin ? LookAlikes.decorative(sign) : 0;
      if (decorative != 0) {
        addReading(decorative);
      }
    } else if (isLeet && !isLetter(sign)) {
      String readings =
          isDigit(sign) ? DIGIT_READINGS[sign - '0'] : SIGN_READINGS[SIGNS.indexOf(sign)];
      for (int i = 0; i < readings.length(); i++) {
        addReading(readings.charAt(i));
      }
    }
  }

  private void addReading(char reading) {
    if (others.length == 0) {
      others = new char[main.length * MOST_OTHERS];
    }
    int first = (count - 1) * MOST_OTHERS;
    for (int i = first; i < first + MOST_OTHERS; i++) {
      if (others[i] == 0) {
        others[i] = reading;
        return;
      }
    }
  }

  private boolean hasLatin(int start, int end) {
    for (int i = start; i < end; i++) {
      char written = text.written().charAt(text.start(i));
      if ((written | 0x20) >= 'a' && (written | 0x20) <= 'z') {
        return true;
      }
    }
    return false;
  }

  private boolean isLeet(int start, int end) {
    int letters = 0;
    int digits = 0;
    int signs = 0;
    int leading = 0;
    for (int i = start; i < end; i++) {
      char sign = text.charAt(i);
      if (isDigit(sign)) {
        leading += digits == i - start ? 1 : 0;
        digits++;
      } else if (isLetter(sign)) {
        letters++;
      } else if (SIGNS.indexOf(sign) >= 0) {
        signs++;
      }
    }
    if (letters == 0 || digits + signs == 0) {
      return false;
    }
    boolean hasUnit = leading > 0 && leading == digits && signs == 0 && letters <= LONGEST_UNIT;
    int weight = letters + signs;
    return !hasUnit && (end - start >= LONG_CHUNK ? 2 * weight : weight) >= digits;
  }

  /** Returns the first letter for which a sign such as $ is used; 0 for other signs. */
  static char letterFor(char sign) {
    int at = SIGNS.indexOf(sign);
    return at < 0 ? 0 : SIGN_READINGS[at].charAt(0);
  }

  static boolean isDigit(char sign) {
    return sign >= '0' && sign <= '9';
  }

  static boolean isLetter(char sign) {
    if (sign < 0x80) {
      return (sign | 0x20) >= 'a' && (sign | 0x20) <= 'z';
    }
    return Character.isLetter(sign)
        || Character.isSurrogate(sign)
        || switch (Character.getType(sign)) {
          case Character.LETTER_NUMBER,
              Character.OTHER_NUMBER,
              Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK ->
              true;
          default -> false;
        };
  }

  /** Contains nothing of the text. */
  @Override
  public String toString() {
    return "Letters[" + count + "]";
  }
}
