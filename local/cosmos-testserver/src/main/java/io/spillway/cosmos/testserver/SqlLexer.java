package io.spillway.cosmos.testserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Splits a query's text into words, numbers, strings, parameters and symbols. */
final class SqlLexer {
  /**
   * Reserved words, invalid as a property's name after a dot: Azure requires {@code c["value"]}.
   */
  private static final Set<String> KEYWORDS =
      Set.of(
          "AND",
          "ARRAY",
          "AS",
          "ASC",
          "BETWEEN",
          "BY",
          "DESC",
          "DISTINCT",
          "ESCAPE",
          "EXISTS",
          "FALSE",
          "FROM",
          "GROUP",
          "IN",
          "JOIN",
          "LEFT",
          "LIKE",
          "LIMIT",
          "NOT",
          "NULL",
          "OFFSET",
          "OR",
          "ORDER",
          "RIGHT",
          "SELECT",
          "TOP",
          "TRUE",
          "UDF",
          "UNDEFINED",
          "VALUE",
          "WHERE");

  private static final Set<String> LONG_SYMBOLS = Set.of("!=", "<=", ">=", "<>", "||", "??");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  /** Kind of a token. */
  enum Kind {
    KEYWORD,
    NAME,
    NUMBER,
    STRING,
    PARAMETER,
    SYMBOL,
    END
  }

  /**
   * Token of a query; a keyword's text is in capitals, a string's text is without quotes and
   * escapes.
   */
  record Token(Kind kind, String text, int position) {}

  private SqlLexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    if (text.length() > Limits.QUERY_CHARACTERS) {
      throw CosmosError.badRequest(
          "a query must not exceed " + Limits.QUERY_CHARACTERS + " characters");
    }
    return new SqlLexer(text).run();
  }

  private List<Token> run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '\'' || c == '"') {
        string(c);
      } else if (isDigit(at) || (c == '-' && isDigit(at + 1))) {
        number();
      } else if (c == '@' || isWordPart(at)) {
        word(c);
      } else {
        symbol();
      }
    }
    add(Kind.END, "end of query", at);
    return tokens;
  }

  private void word(char first) {
    int start = at++;
    while (isWordPart(at)) {
      at++;
    }
    String word = text.substring(start, at);
    String upper = word.toUpperCase(Locale.ROOT);
    if (first == '@') {
      add(Kind.PARAMETER, word, start);
    } else if (KEYWORDS.contains(upper)) {
      add(Kind.KEYWORD, upper, start);
    } else {
      add(Kind.NAME, word, start);
    }
  }

  private void number() {
    int start = at++;
    while (isDigit(at) || isOneOf(at, ".eE") || (isOneOf(at, "+-") && isOneOf(at - 1, "eE"))) {
      at++;
    }
    add(Kind.NUMBER, text.substring(start, at), start);
  }

  private void string(char quote) {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at++);
      value.append(c == '\\' && at < text.length() ? readEscape(start) : c);
    }
    if (at++ >= text.length()) {
      throw syntax("a string without an end", start);
    }
    add(Kind.STRING, value.toString(), start);
  }

  private char readEscape(int start) {
    char c = text.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '\\', '\'', '"', '/' -> c;
      case 'u' -> unicode(start);
      default -> throw syntax("unknown escape \\" + c, start);
    };
  }

  private char unicode(int start) {
    if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
      throw syntax("\\u needs four hexadecimal digits", start);
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  private void symbol() {
    int length =
        at + 2 <= text.length() && LONG_SYMBOLS.contains(text.substring(at, at + 2)) ? 2 : 1;
    add(Kind.SYMBOL, text.substring(at, at + length), at);
    at += length;
  }

  private boolean isDigit(int index) {
    return isOneOf(index, "0123456789");
  }

  private boolean isWordPart(int index) {
    return index < text.length()
        && (Character.isLetterOrDigit(text.charAt(index)) || text.charAt(index) == '_');
  }

  private boolean isOneOf(int index, String characters) {
    return index < text.length() && characters.indexOf(text.charAt(index)) >= 0;
  }

  private void add(Kind kind, String value, int position) {
    tokens.add(new Token(kind, value, position));
  }

  static CosmosError syntax(String problem, int position) {
    return CosmosError.badRequest(
        "Syntax error, or SQL this server does not know, at " + position + ": " + problem);
  }
}
