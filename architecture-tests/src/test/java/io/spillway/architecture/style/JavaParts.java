package io.spillway.architecture.style;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a Java source into comments, string literals and code. */
final class JavaParts {

  enum Kind {
    JAVADOC,
    COMMENT,
    STRING
  }

  /**
   * A comment or a string literal.
   *
   * @param text the content without comment marks or quotes; literals that are joined by {@code +}
   *     are one
   * @param line the line on which it begins
   * @param end the offset behind it
   */
  record Part(Kind kind, String text, int line, int end) {}

  private static final Pattern PARTS =
      Pattern.compile(
          "(?<javadoc>/\\*\\*(?!/)(?s:.*?)\\*/)"
              + "|(?<comment>/\\*(?s:.*?)\\*/|//[^\\n]*(?:\\n[ \\t]*//[^\\n]*)*)"
              + "|(?<block>\"\"\"(?s:.*?)\"\"\")"
              + "|(?<string>\"[^\"\\\\\\n]*(?:\\\\.[^\"\\\\\\n]*)*\")"
              + "|'[^'\\\\\\n]*(?:\\\\.[^'\\\\\\n]*)*'");

  private static final Pattern JOINED = Pattern.compile("\\s*\\+\\s*");

  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder code;

  private JavaParts(String source) {
    code = new StringBuilder(source);
  }

  static JavaParts of(SourceText source) {
    JavaParts result = new JavaParts(source.text());
    Matcher matcher = PARTS.matcher(source.text());
    while (matcher.find()) {
      result.add(source, matcher);
      for (int i = matcher.start(); i < matcher.end(); i++) {
        if (source.text().charAt(i) != '\n') {
          result.code.setCharAt(i, ' ');
        }
      }
    }
    return result;
  }

  private void add(SourceText source, Matcher matcher) {
    String text = matcher.group();
    int line = source.lineAt(matcher.start());
    if (matcher.group("javadoc") != null) {
      parts.add(new Part(Kind.JAVADOC, uncommented(text), line, matcher.end()));
    } else if (matcher.group("comment") != null) {
      parts.add(new Part(Kind.COMMENT, uncommented(text), line, matcher.end()));
    } else if (matcher.group("block") != null) {
      parts.add(new Part(Kind.STRING, text.substring(3, text.length() - 3), line, matcher.end()));
    } else if (matcher.group("string") != null) {
      addString(source, text.substring(1, text.length() - 1), line, matcher);
    }
  }

  private void addString(SourceText source, String text, int line, Matcher matcher) {
    if (!parts.isEmpty()) {
      Part last = parts.get(parts.size() - 1);
      String between = source.text().substring(last.end(), matcher.start());
      if (last.kind() == Kind.STRING && JOINED.matcher(between).matches()) {
        parts.remove(parts.size() - 1);
        String breaks = between.replaceAll("[^\\n]", "");
        parts.add(new Part(Kind.STRING, last.text() + breaks + text, last.line(), matcher.end()));
        return;
      }
    }
    parts.add(new Part(Kind.STRING, text, line, matcher.end()));
  }

  /** The content of a comment, with as many line breaks as the comment. */
  private static String uncommented(String comment) {
    return comment
        .replaceAll("^/\\*\\*?|\\*/$", "")
        .replaceAll("(?m)^[ \\t]*(?:\\*(?!/)|//) ?", "");
  }

  List<Part> parts() {
    return parts;
  }

  /** The code, with blanks in place of comments and literals. */
  String code() {
    return code.toString();
  }
}
