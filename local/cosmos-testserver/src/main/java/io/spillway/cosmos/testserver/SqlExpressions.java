package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.spillway.cosmos.testserver.SqlLexer.Kind;
import io.spillway.cosmos.testserver.SqlLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Parser of conditions and values: OR has the lowest precedence, then AND, NOT, comparisons, and
 * single terms.
 */
final class SqlExpressions {
  private static final int MAX_NESTING = 64;
  private static final Set<String> COMPARISONS = Set.of("=", "!=", "<>", "<", "<=", ">", ">=");
  private static final Map<String, List<Integer>> FUNCTION_ARGUMENTS =
      Map.of(
          "IS_DEFINED", List.of(1),
          "ARRAY_CONTAINS", List.of(2),
          "CONTAINS", List.of(2, 3),
          "STARTSWITH", List.of(2, 3));

  private final SqlTokens tokens;
  private final String alias;
  private final Map<String, JsonNode> parameters;
  private int nesting;

  SqlExpressions(SqlTokens tokens, String alias, Map<String, JsonNode> parameters) {
    this.tokens = tokens;
    this.alias = alias;
    this.parameters = parameters;
  }

  /** Path whose alias is not yet checked. */
  record RawPath(String root, List<Object> steps) {
    Expression.Path resolve(String alias) {
      if (!root.equals(alias)) {
        throw CosmosError.badRequest("Identifier '" + root + "' could not be resolved.");
      }
      return new Expression.Path(steps);
    }
  }

  Expression parse() {
    if (++nesting > MAX_NESTING) {
      throw CosmosError.badRequest("a condition must not nest deeper than " + MAX_NESTING);
    }
    List<Expression> parts = new ArrayList<>();
    do {
      parts.add(conjunction());
    } while (tokens.take("OR"));
    nesting--;
    return parts.size() == 1 ? parts.get(0) : new Expression.Or(parts);
  }

  private Expression conjunction() {
    List<Expression> parts = new ArrayList<>();
    do {
      parts.add(negation());
    } while (tokens.take("AND"));
    return parts.size() == 1 ? parts.get(0) : new Expression.And(parts);
  }

  private Expression negation() {
    boolean negated = false;
    while (tokens.take("NOT")) {
      negated = !negated;
    }
    Expression comparison = comparison();
    return negated ? new Expression.Not(comparison) : comparison;
  }

  private Expression comparison() {
    Expression left = term();
    if (tokens.take("NOT")) {
      return new Expression.Not(in(left));
    }
    if (tokens.isNext("IN")) {
      return in(left);
    }
    Token operator = tokens.peek();
    if (operator.kind() == Kind.SYMBOL && COMPARISONS.contains(operator.text())) {
      tokens.next();
      String name = operator.text().equals("<>") ? "!=" : operator.text();
      return new Expression.Comparison(name, left, term());
    }
    return left;
  }

  private Expression in(Expression left) {
    tokens.expect("IN");
    tokens.expect("(");
    return new Expression.In(left, list());
  }

  /** Parses the rest of {@code a, b)}. */
  private List<Expression> list() {
    List<Expression> items = new ArrayList<>();
    do {
      items.add(term());
    } while (tokens.take(","));
    tokens.expect(")");
    return items;
  }

  private Expression term() {
    if (tokens.take("(")) {
      Expression inner = parse();
      tokens.expect(")");
      return inner;
    }
    if (tokens.peek().kind() != Kind.NAME) {
      return new Expression.Literal(constant());
    }
    RawPath path = rawPath(tokens);
    return path.steps().isEmpty() && tokens.take("(") ? call(path.root()) : path.resolve(alias);
  }

  private Expression call(String name) {
    String function = name.toUpperCase(Locale.ROOT);
    List<Integer> counts = FUNCTION_ARGUMENTS.get(function);
    if (counts == null) {
      throw CosmosError.badRequest("function not supported: " + name);
    }
    List<Expression> arguments = list();
    if (!counts.contains(arguments.size())) {
      throw CosmosError.badRequest(function + " takes " + counts + " arguments");
    }
    return new Expression.Call(function, arguments);
  }

  Expression.Path path() {
    return rawPath(tokens).resolve(alias);
  }

  /** Parses a literal or the value of a parameter. */
  JsonNode constant() {
    Token token = tokens.peek();
    JsonNode value =
        switch (token.kind()) {
          case STRING -> TextNode.valueOf(token.text());
          case NUMBER -> ServerJson.read(token.text(), "the number " + token.text());
          case PARAMETER -> parameters.get(token.text());
          case KEYWORD -> keyword(token.text());
          default -> throw tokens.unexpected("expected a value");
        };
    if (value == null) {
      throw tokens.unexpected("a value or a parameter that was supplied is expected");
    }
    tokens.next();
    return value;
  }

  private JsonNode keyword(String text) {
    return switch (text) {
      case "TRUE" -> BooleanNode.TRUE;
      case "FALSE" -> BooleanNode.FALSE;
      case "NULL" -> NullNode.getInstance();
      case "UNDEFINED" -> Expression.UNDEFINED;
      default -> throw tokens.unexpected("expected a value");
    };
  }

  static RawPath rawPath(SqlTokens tokens) {
    String root = tokens.expect(Kind.NAME, "a name");
    List<Object> steps = new ArrayList<>();
    while (true) {
      if (tokens.take(".")) {
        steps.add(tokens.expect(Kind.NAME, "a property name (write c[\"name\"] for a keyword)"));
      } else if (tokens.take("[")) {
        steps.add(readBrackets(tokens));
        tokens.expect("]");
      } else {
        return new RawPath(root, List.copyOf(steps));
      }
    }
  }

  private static Object readBrackets(SqlTokens tokens) {
    Token token = tokens.next();
    if (token.kind() == Kind.NUMBER && token.text().matches("\\d{1,9}")) {
      return Integer.valueOf(token.text());
    }
    if (token.kind() != Kind.STRING) {
      throw SqlLexer.syntax("[...] takes a quoted name or an index", token.position());
    }
    return token.text();
  }
}
