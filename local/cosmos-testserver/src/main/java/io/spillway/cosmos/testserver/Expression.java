package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** Condition or value in SQL. Evaluates to a missing node for "undefined". */
sealed interface Expression {
  JsonNode UNDEFINED = MissingNode.getInstance();

  JsonNode evaluate(ObjectNode document);

  private static JsonNode truth(boolean value) {
    return BooleanNode.valueOf(value);
  }

  /** A constant, or a parameter's value. */
  record Literal(JsonNode value) implements Expression {
    @Override
    public JsonNode evaluate(ObjectNode document) {
      return value;
    }
  }

  /** {@code c.a["b"][0]}; steps are names (String) or indexes (Integer), without the alias. */
  record Path(List<Object> steps) implements Expression {
    @Override
    public JsonNode evaluate(ObjectNode document) {
      JsonNode value = document;
      for (Object step : steps) {
        value = step instanceof Integer index ? value.path(index) : value.path(step.toString());
      }
      return value;
    }

    String toIndexPath() {
      return steps.stream().map(Object::toString).collect(Collectors.joining("/", "/", ""));
    }
  }

  /** A comparison such as {@code left < right}; undefined unless both sides have the same type. */
  record Comparison(String operator, Expression left, Expression right) implements Expression {
    @Override
    public JsonNode evaluate(ObjectNode document) {
      JsonNode a = left.evaluate(document);
      JsonNode b = right.evaluate(document);
      if (a.isMissingNode() || Values.rank(a) != Values.rank(b)) {
        return UNDEFINED;
      }
      boolean equality = operator.equals("=") || operator.equals("!=");
      if (a.isContainerNode() && !equality) {
        return UNDEFINED;
      }
      int order = Values.compare(a, b);
      return truth(
          switch (operator) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
          });
    }
  }

  /** {@code value IN (a, b)}. */
  record In(Expression value, List<Expression> candidates) implements Expression {
    @Override
    public JsonNode evaluate(ObjectNode document) {
      JsonNode wanted = value.evaluate(document);
      if (wanted.isMissingNode()) {
        return UNDEFINED;
      }
      return truth(candidates.stream().anyMatch(c -> Values.same(wanted, c.evaluate(document))));
    }
  }

  /** True if all are true, false if any is false, otherwise undefined. */
  record And(List<Expression> parts) implements Expression {
    @Override
    public JsonNode evaluate(ObjectNode document) {
      return combine(parts, document, false);
    }
  }

  /** True if any is true, false if all are false, otherwise undefined. */
  record Or(List<Expression> parts) implements Expression {
    @Override
    public JsonNode evaluate(ObjectNode document) {
      return combine(parts, document, true);
    }
  }

  private static JsonNode combine(List<Expression> parts, ObjectNode document, boolean decisive) {
    JsonNode result = truth(!decisive);
    for (Expression part : parts) {
      JsonNode value = part.evaluate(document);
      if (!value.isBoolean()) {
        result = UNDEFINED;
      } else if (value.booleanValue() == decisive) {
        return value;
      }
    }
    return result;
  }

  /** The negation of a boolean; of anything else, undefined. */
  record Not(Expression part) implements Expression {
    @Override
    public JsonNode evaluate(ObjectNode document) {
      JsonNode value = part.evaluate(document);
      return value.isBoolean() ? truth(!value.booleanValue()) : UNDEFINED;
    }
  }

  /** A call of one of the supported functions. */
  record Call(String function, List<Expression> arguments) implements Expression {
    @Override
    public JsonNode evaluate(ObjectNode document) {
      List<JsonNode> values = arguments.stream().map(a -> a.evaluate(document)).toList();
      return switch (function) {
        case "IS_DEFINED" -> truth(!values.get(0).isMissingNode());
        case "ARRAY_CONTAINS" -> Values.arrayContains(values.get(0), values.get(1));
        default -> Values.textMatches(function, values);
      };
    }
  }
}
