package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Cosmos' ordering and comparison of JSON values; all numbers are doubles. */
final class Values {
  private Values() {}

  /**
   * Returns the rank of a type in ORDER BY: undefined, null, booleans, numbers, strings, arrays,
   * objects.
   */
  static int rank(JsonNode value) {
    return switch (value.getNodeType()) {
      case MISSING -> 0;
      case NULL -> 1;
      case BOOLEAN -> 2;
      case NUMBER -> 3;
      case STRING -> 4;
      case ARRAY -> 5;
      default -> 6;
    };
  }

  /** Compares by a total order; that of arrays and objects is arbitrary but consistent. */
  static int compare(JsonNode a, JsonNode b) {
    int byType = Integer.compare(rank(a), rank(b));
    if (byType != 0) {
      return byType;
    }
    return switch (a.getNodeType()) {
      case BOOLEAN -> Boolean.compare(a.booleanValue(), b.booleanValue());
      case NUMBER -> Double.compare(a.doubleValue(), b.doubleValue());
      case STRING -> a.textValue().compareTo(b.textValue());
      case ARRAY, OBJECT -> same(a, b) ? 0 : a.toString().compareTo(b.toString());
      default -> 0;
    };
  }

  static boolean same(JsonNode a, JsonNode b) {
    if (rank(a) != rank(b) || a.size() != b.size()) {
      return false;
    }
    if (!a.isContainerNode()) {
      return compare(a, b) == 0;
    }
    for (Iterator<String> names = a.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!same(a.path(name), b.path(name))) {
        return false;
      }
    }
    for (int i = 0; a.isArray() && i < a.size(); i++) {
      if (!same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  static JsonNode arrayContains(JsonNode array, JsonNode wanted) {
    if (!array.isArray() || wanted.isMissingNode()) {
      return Expression.UNDEFINED;
    }
    for (JsonNode element : array) {
      if (same(element, wanted)) {
        return BooleanNode.TRUE;
      }
    }
    return BooleanNode.FALSE;
  }

  /** Evaluates CONTAINS and STARTSWITH, with an optional third argument for ignoring case. */
  static JsonNode textMatches(String function, List<JsonNode> arguments) {
    if (!arguments.get(0).isTextual() || !arguments.get(1).isTextual()) {
      return Expression.UNDEFINED;
    }
    String text = arguments.get(0).textValue();
    String part = arguments.get(1).textValue();
    if (arguments.size() > 2 && arguments.get(2).asBoolean()) {
      text = text.toLowerCase(Locale.ROOT);
      part = part.toLowerCase(Locale.ROOT);
    }
    return BooleanNode.valueOf(
        function.equals("CONTAINS") ? text.contains(part) : text.startsWith(part));
  }
}
