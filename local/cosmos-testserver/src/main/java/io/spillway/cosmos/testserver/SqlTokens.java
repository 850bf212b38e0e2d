package io.spillway.cosmos.testserver;

import io.spillway.cosmos.testserver.SqlLexer.Kind;
import io.spillway.cosmos.testserver.SqlLexer.Token;
import java.util.List;

/** Cursor over a query's tokens. */
final class SqlTokens {
  private final List<Token> tokens;
  private int at;

  SqlTokens(String text) {
    tokens = SqlLexer.tokens(text);
  }

  Token peek() {
    return tokens.get(at);
  }

  Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  boolean isNext(String text) {
    Token token = peek();
    return token.text().equals(text)
        && (token.kind() == Kind.KEYWORD || token.kind() == Kind.SYMBOL);
  }

  /** Consumes a keyword or symbol if it is next. */
  boolean take(String text) {
    boolean found = isNext(text);
    at += found ? 1 : 0;
    return found;
  }

  void expect(String text) {
    if (!take(text)) {
      throw unexpected("expected " + text);
    }
  }

  String expect(Kind kind, String what) {
    if (peek().kind() != kind) {
      throw unexpected("expected " + what);
    }
    return next().text();
  }

  CosmosError unexpected(String why) {
    return SqlLexer.syntax(
        "incorrect syntax near '" + peek().text() + "', " + why, peek().position());
  }
}
