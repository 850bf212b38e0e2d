package io.spillway.core.moderation;

import io.spillway.core.CodePoints;
import io.spillway.ports.moderation.Match;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A normalised text, and for each of its characters the part of the written one that it stands for.
 *
 * <p>It is made sign by sign: what is written as one sign with its accents is normalised by itself.
 * Nearly always that gives the same as normalising the whole; where it does not, nothing is
 * claimed.
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
   * Traces a text.
   *
   * @param form what is done to a normalised text before it is searched
   * @param expected the whole text, normalised and brought into that form
   * @return empty when sign by sign it becomes something else
   */
  static Optional<OffsetMap> of(String written, UnaryOperator<String> form, String expected) {
    OffsetMap origins = new OffsetMap(written);
    origins.trace(form);
    return Optional.of(origins).filter(made -> made.text().equals(expected));
  }

  /** As it is searched. */
  String text() {
    return text.toString().stripTrailing();
  }

  /** The part of the written text from which these characters of {@link #text} came. */
  Match match(int start, int end, Match.Rule rule) {
    int first = parts.get(start).start();
    return new Match(first, parts.get(end - 1).end() - first, rule);
  }

  private void trace(UnaryOperator<String> form) {
    int start = 0;
    while (start < written.length()) {
      int end = endOfSign(start);
      Part part = new Part(start, withoutInvisibleEnd(start, end));
      String sign = Normaliser.visible(written.substring(start, end));
      String normalised = Normalizer.normalize(sign, Normalizer.Form.NFKC);
      form.apply(normalised).codePoints().forEach(codePoint -> append(codePoint, part));
      start = end;
    }
  }

  /** Behind a sign and all that changes it. */
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
