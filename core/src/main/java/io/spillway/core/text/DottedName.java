package io.spillway.core.text;

import java.util.Arrays;
import java.util.List;

/**
 * Labels joined by dots, in a text: {@code evil.com}, {@code evil[.]com}, {@code evil dot com}.
 * Each character is read at most twice, whatever the text.
 */
final class DottedName {

  /** Kinds of dots, from what is certainly one to what may be a word or the end of a sentence. */
  enum Dot {
    PLAIN,
    /** In brackets, with space or without: {@code [.]}, {@code (dot)}. */
    BRACKETED,
    /** With a space before it: {@code evil .com}. */
    SPACED,
    /** With a space after it and nothing after the name: {@code go to evil. com}. */
    ENDING,
    /** As a word: {@code evil dot com}. */
    WORD
  }

  private static final String OPENING = "([{<";
  private static final String CLOSING = ")]}>";

  /** Words for a dot, the commonest first. */
  static final List<String> WORDS = List.of("dot", "d0t", "punto", "ponto", "point", "punkt");

  private static final String[] ENDINGS = {"com", "net", "org"};

  private final LinkText text;
  private int[] starts = new int[8];
  private int[] ends = new int[8];
  private Dot[] dots = new Dot[8];
  private int size;
  // Of the last dot that was read.
  private Dot kind = Dot.PLAIN;

  DottedName(LinkText text) {
    this.text = text;
  }

  /** Reads the name that begins at a label. */
  void read(int start) {
    size = 0;
    add(start, endOfLabel(start), Dot.PLAIN);
    int next = afterDot(end());
    while (next >= 0) {
      Dot dot = kind;
      int labelEnd = endOfLabel(next);
      if (isWeak(dot) && text.at(labelEnd) == '.' && text.isLabel(labelEnd + 1)) {
        return;
      }
      add(next, labelEnd, dot);
      next = afterDot(labelEnd);
    }
  }

  private static boolean isWeak(Dot dot) {
    return dot == Dot.SPACED || dot == Dot.ENDING;
  }

  private void add(int start, int end, Dot dot) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      dots = Arrays.copyOf(dots, 2 * size);
    }
    starts[size] = start;
    ends[size] = end;
    dots[size] = dot;
    size++;
  }

  private int endOfLabel(int start) {
    int end = start;
    while (text.isLabel(end) && (end == start || !text.isEndOfScript(end))) {
      end++;
    }
    return end;
  }

  /** Returns the start of the label after a dot, or -1; its kind is in {@link #kind}. */
  int afterDot(int at) {
    char sign = text.at(at);
    if (text.isDot(at)) {
      return afterSign(at);
    }
    int bracketed = afterBrackets(sign == ' ' ? at + 1 : at);
    if (bracketed >= 0) {
      kind = Dot.BRACKETED;
      return bracketed;
    }
    return sign == ' ' ? afterSpace(at + 1) : -1;
  }

  private int afterSign(int at) {
    if (text.isLabel(at + 1)) {
      kind = Dot.PLAIN;
      return at + 1;
    }
    if (text.at(at) == '.' && text.at(at + 1) == ' ' && isEnding(at + 2)) {
      kind = Dot.ENDING;
      return at + 2;
    }
    return -1;
  }

  private boolean isEnding(int start) {
    for (String ending : ENDINGS) {
      char after = text.at(start + ending.length());
      if (isAt(ending, start) && (after == 0 || after == '/')) {
        return true;
      }
    }
    return false;
  }

  private int afterSpace(int at) {
    if (text.at(at) == '.') {
      int next = afterOptionalSpace(at + 1);
      kind = Dot.SPACED;
      return text.isLabel(next) ? next : -1;
    }
    int end = afterWord(at);
    if (end >= 0 && text.at(end) == ' ' && text.isLabel(end + 1)) {
      kind = Dot.WORD;
      return end + 1;
    }
    return -1;
  }

  private int afterBrackets(int at) {
    int bracket = OPENING.indexOf(text.at(at));
    if (bracket < 0 || text.at(at) == 0) {
      return -1;
    }
    int inside = afterOptionalSpace(at + 1);
    char sign = text.at(inside);
    int after = sign == '.' || sign == '·' || sign == '。' ? inside + 1 : afterWord(inside);
    if (after < 0) {
      return -1;
    }
    int closing = afterOptionalSpace(after);
    int next = afterOptionalSpace(closing + 1);
    return text.at(closing) == CLOSING.charAt(bracket) && text.isLabel(next) ? next : -1;
  }

  private int afterOptionalSpace(int at) {
    return text.at(at) == ' ' ? at + 1 : at;
  }

  private int afterWord(int at) {
    for (String word : WORDS) {
      if (isAt(word, at)) {
        return at + word.length();
      }
    }
    return -1;
  }

  private boolean isAt(String word, int at) {
    for (int i = 0; i < word.length(); i++) {
      if (text.at(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  int size() {
    return size;
  }

  int start() {
    return starts[0];
  }

  int end() {
    return ends[size - 1];
  }

  /** Returns the dot before a label. */
  Dot dot(int label) {
    return dots[label];
  }

  /** Returns a label's start, without hyphens and underscores around it. */
  int start(int label) {
    int start = starts[label];
    while (start < ends[label] && isEdge(start)) {
      start++;
    }
    return start;
  }

  /** Returns a label's end, without hyphens and underscores around it. */
  int end(int label) {
    int end = ends[label];
    while (end > starts[label] && isEdge(end - 1)) {
      end--;
    }
    return Math.max(end, start(label));
  }

  private boolean isEdge(int at) {
    return text.at(at) == '-' || text.at(at) == '_';
  }

  String label(int label) {
    return text.part(start(label), end(label));
  }

  /** Returns the first labels as a host, as written. */
  String host(int labels) {
    StringBuilder host = new StringBuilder();
    for (int i = 0; i < labels; i++) {
      if (i > 0) {
        host.append('.');
      }
      host.append(text.asWritten(start(i), end(i)));
    }
    return host.toString();
  }

  /** Returns the first labels as a host, folded. */
  String foldedHost(int labels) {
    StringBuilder host = new StringBuilder(label(0));
    for (int i = 1; i < labels; i++) {
      host.append('.').append(label(i));
    }
    return host.toString();
  }

  boolean isAddress() {
    for (int i = 0; i < size; i++) {
      if (!isByte(label(i))) {
        return false;
      }
    }
    return size == 4;
  }

  private static boolean isByte(String label) {
    if (label.isEmpty() || label.length() > 3) {
      return false;
    }
    int value = 0;
    for (int i = 0; i < label.length(); i++) {
      if (!LinkText.isDigit(label.charAt(i))) {
        return false;
      }
      value = 10 * value + label.charAt(i) - '0';
    }
    return value <= 255;
  }
}
