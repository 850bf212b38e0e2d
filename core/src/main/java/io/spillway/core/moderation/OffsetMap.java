package io.spillway.core.moderation;

import io.spillway.core.CodePoints;
import io.spillway.ports.moderation.Match;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Maps each character of a normalised text to its part of the original text.
 *
 * <p>The map is built by grapheme: a character with its accents is normalised alone. The result
 * nearly always equals the normalisation of the whole text; otherwise there is no map.
 */
final class OffsetMap {

  private record Part(int start, int end) {}

  private final String written;
  private final StringBuilder text = new StringBuilder();
  private final List<Part> parts = new ArrayList<>();

  private OffsetMap(String written) {
    this.written = written;
  }

  /**
   * Builds the map of a text.
   *
   * @param form the transformation of a normalised text before it is searched
   * @param expected the whole text, normalised and transformed
   * @return the map; empty if normalising by grapheme gives another text
   */
  static Optional<OffsetMap> of(String written, UnaryOperator<String> form, String expected) {
    OffsetMap origins = new OffsetMap(written);
    origins.trace(form);
    return Optional.of(origins).filter(made -> made.text().equals(expected));
  }

  /** Returns the searched text. */
  String text() {
    return text.toString().stripTrailing();
  }

  /** Returns the part of the original text that corresponds to a range of {@link #text}. */
  Match match(int start, int end, Match.Rule rule) {
    int first = parts.get(start).start();
    return new Match(first, parts.get(end - 1).end() - first, rule);
  }

  private void trace(UnaryOperator<String> form) {
    int start = 0;
    while (start < written.length()) {
      int end = endOfSign(start);
      Part part = new Part(start, withoutInvisibleEnd(start, end));
      String sign = Normaliser.removeInvisible(written.substring(start, end));
      String normalised = Normalizer.normalize(sign, Normalizer.Form.NFKC);
      form.apply(normalised).codePoints().forEach(codePoint -> append(codePoint, part));
      start = end;
    }
  }

  /** Returns the end of a character with its combining marks. */
  private int endOfSign(int start) {
    int end = start + Character.charCount(written.codePointAt(start));
    while (end < written.length() && belongsToSignBefore(written.codePointAt(end))) {
      end += Character.charCount(written.codePointAt(end));
    }
    return end;
  }

  private int withoutInvisibleEnd(int start, int end) {
    int last = end;
    while (last > start && CodePoints.isInvisible(written.codePointBefore(last))) {
      last -= Character.charCount(written.codePointBefore(last));
    }
    return last;
  }

  private static boolean belongsToSignBefore(int codePoint) {
    return CodePoints.isInvisible(codePoint)
        || switch (Character.getType(codePoint)) {
          case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK ->
              true;
          default -> false;
        };
  }

  private void append(int codePoint, Part part) {
    if (!CodePoints.isSpace(codePoint)) {
      text.appendCodePoint(codePoint);
      while (parts.size() < text.length()) {
        parts.add(part);
      }
    } else if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
      text.append(' ');
      parts.add(part);
    }
  }
}
