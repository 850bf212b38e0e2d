package io.spillway.functions.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Literals of one JavaScript module: its strings, and the markup of its {@code html} templates
 * without the parts that are computed.
 */
final class ScriptLiterals {

  /** Stands for a computed part of a template. */
  private static final char COMPUTED = '\uFFFC';

  /** A regular expression begins after one of these, and a division after anything else. */
  private static final String BEFORE_EXPRESSION = "(,=:[!&|?{};\n";

  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern READ_ALOUD =
      Pattern.compile("\\b(?:aria-label|title|placeholder|alt)=\"([^\"]*)\"");
  private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

  private final String source;
  private final List<String> strings = new ArrayList<>();
  private final List<String> markup = new ArrayList<>();
  private int at;

  ScriptLiterals(String source) {
    this.source = source;
    code(false);
  }

  /** Returns the strings in quotes. */
  List<String> strings() {
    return strings;
  }

  /** Returns the words of people's language that the markup itself has, instead of the table. */
  List<String> wordsInMarkup() {
    List<String> found = new ArrayList<>();
    for (String template : markup) {
      READ_ALOUD.matcher(template).results().map(one -> one.group(1)).forEach(found::add);
      String text = TAG.matcher(template).replaceAll("\n");
      text.lines().map(String::strip).forEach(found::add);
    }
    found.removeIf(text -> !WORD.matcher(text.replace("Spillway", "")).find());
    return found;
  }

  /** Returns the strings that look like a sentence or a label. */
  List<String> sentences() {
    return strings.stream()
        .filter(text -> Pattern.compile("^\\p{Lu}\\p{Ll}+[ …].*").matcher(text).find())
        .toList();
  }

  /** Returns the first group of each match in the source. */
  List<String> all(String regex) {
    return Pattern.compile(regex)
        .matcher(source)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private void code(boolean inTemplate) {
    int depth = 0;
    char before = '\n';
    while (at < source.length()) {
      char now = source.charAt(at);
      if (source.startsWith("//", at) && before != ':') {
        skipTo("\n");
      } else if (source.startsWith("/*", at)) {
        skipTo("*/");
      } else if (now == '"' || now == '\'') {
        strings.add(string(now));
        before = now;
      } else if (now == '`') {
        boolean isMarkup = source.startsWith("html", at - 4);
        String text = template();
        if (isMarkup) {
          markup.add(text);
        }
        before = now;
      } else if (now == '/' && BEFORE_EXPRESSION.indexOf(before) >= 0) {
        expression();
        before = now;
      } else {
        if (inTemplate && now == '}' && depth == 0) {
          at++;
          return;
        }
        depth += now == '{' ? 1 : now == '}' ? -1 : 0;
        before = Character.isWhitespace(now) ? before : now;
        at++;
      }
    }
  }

  private void skipTo(String end) {
    int found = source.indexOf(end, at);
    at = found < 0 ? source.length() : found + end.length();
  }

  private String string(char quote) {
    StringBuilder text = new StringBuilder();
    for (at++; source.charAt(at) != quote; at++) {
      if (source.charAt(at) == '\\') {
        at++;
      }
      text.append(source.charAt(at));
    }
    at++;
    return text.toString();
  }

  private String template() {
    StringBuilder text = new StringBuilder();
    at++;
    while (source.charAt(at) != '`') {
      if (source.startsWith("${", at)) {
        at += 2;
        text.append(COMPUTED);
        code(true);
      } else {
        text.append(source.charAt(at) == '\\' ? source.charAt(++at) : source.charAt(at));
        at++;
      }
    }
    at++;
    return text.toString();
  }

  private void expression() {
    boolean inClass = false;
    for (at++; source.charAt(at) != '/' || inClass; at++) {
      char now = source.charAt(at);
      inClass = now == '[' || (inClass && now != ']');
      if (now == '\\') {
        at++;
      }
    }
    at++;
  }
}
