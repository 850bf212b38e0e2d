package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.spillway.cosmos.testserver.SqlLexer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parser of a query's clauses: SELECT, FROM, WHERE, ORDER BY, OFFSET LIMIT. */
final class SqlParser {
  private final SqlTokens tokens;
  private final Map<String, JsonNode> parameters;

  private SqlParser(String text, Map<String, JsonNode> parameters) {
    this.tokens = new SqlTokens(text);
    this.parameters = parameters;
  }

  static SqlQuery query(String text, Map<String, JsonNode> parameters) {
    return new SqlParser(text, parameters).query();
  }

  /** Parses a patch condition: {@code FROM c WHERE ...}. */
  static Expression condition(String text) {
    SqlParser parser = new SqlParser(text, Map.of());
    Expression condition = parser.where(new SqlExpressions(parser.tokens, parser.from(), Map.of()));
    parser.end();
    return condition;
  }

  private SqlQuery query() {
    tokens.expect("SELECT");
    long top = tokens.take("TOP") ? rowCount() : Long.MAX_VALUE;
    Selection selection = selection();
    String alias = from();
    SqlExpressions expressions = new SqlExpressions(tokens, alias, parameters);
    Expression filter = where(expressions);
    List<SqlQuery.OrderItem> order = order(expressions);
    long offset = 0;
    long limit = top;
    if (top == Long.MAX_VALUE && tokens.take("OFFSET")) {
      offset = rowCount();
      tokens.expect("LIMIT");
      limit = rowCount();
    }
    end();
    SqlQuery.Projection projection = selection.resolve(alias);
    if (projection instanceof SqlQuery.Count && !(order.isEmpty() && limit == Long.MAX_VALUE)) {
      throw CosmosError.badRequest("COUNT together with TOP, ORDER BY or LIMIT is not supported");
    }
    return new SqlQuery(projection, filter, order, offset, limit);
  }

  /** Selection before FROM, whose paths are resolved once the alias is known. */
  private interface Selection {
    SqlQuery.Projection resolve(String alias);
  }

  private Selection selection() {
    if (tokens.take("*")) {
      return alias -> new SqlQuery.Everything();
    }
    if (tokens.take("VALUE")) {
      return value();
    }
    List<Item> items = new ArrayList<>();
    do {
      items.add(item());
    } while (tokens.take(","));
    return alias ->
        new SqlQuery.Fields(
            items.stream().map(i -> new SqlQuery.Field(i.name, i.path.resolve(alias))).toList());
  }

  private Selection value() {
    SqlExpressions.RawPath path = SqlExpressions.rawPath(tokens);
    if (path.root().equalsIgnoreCase("COUNT") && tokens.take("(")) {
      if (!tokens.expect(Kind.NUMBER, "1").equals("1")) {
        throw CosmosError.badRequest("only COUNT(1) is supported");
      }
      tokens.expect(")");
      return alias -> new SqlQuery.Count();
    }
    return alias -> new SqlQuery.Value(path.resolve(alias));
  }

  private record Item(String name, SqlExpressions.RawPath path) {}

  private Item item() {
    SqlExpressions.RawPath path = SqlExpressions.rawPath(tokens);
    if (tokens.take("AS")) {
      return new Item(tokens.expect(Kind.NAME, "a name"), path);
    }
    Object last = path.steps().isEmpty() ? path.root() : path.steps().get(path.steps().size() - 1);
    if (last instanceof Integer) {
      throw CosmosError.badRequest("an array element in SELECT needs a name: AS ...");
    }
    return new Item(last.toString(), path);
  }

  private String from() {
    tokens.expect("FROM");
    return tokens.expect(Kind.NAME, "an alias");
  }

  private Expression where(SqlExpressions expressions) {
    return tokens.take("WHERE") ? expressions.parse() : new Expression.Literal(BooleanNode.TRUE);
  }

  private List<SqlQuery.OrderItem> order(SqlExpressions expressions) {
    List<SqlQuery.OrderItem> order = new ArrayList<>();
    if (tokens.take("ORDER")) {
      tokens.expect("BY");
      do {
        Expression.Path path = expressions.path();
        boolean descending = tokens.take("DESC");
        if (!descending) {
          tokens.take("ASC");
        }
        order.add(new SqlQuery.OrderItem(path, descending));
      } while (tokens.take(","));
    }
    return order;
  }

  private long rowCount() {
    JsonNode count = new SqlExpressions(tokens, "", parameters).constant();
    if (!count.isIntegralNumber() || count.asLong() < 0) {
      throw CosmosError.badRequest(
          "TOP, OFFSET and LIMIT need a whole number that is not negative");
    }
    return count.asLong();
  }

  private void end() {
    if (tokens.peek().kind() != Kind.END) {
      throw tokens.unexpected("expected the end");
    }
  }
}
