package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.SortableTime;
import io.spillway.ports.violation.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads and writes fields of stored JSON; throws if a field is invalid. */
final class Stored {

  private Stored() {}

  static String text(JsonNode node, String field) {
    return value(node, field, JsonNode::isTextual).textValue();
  }

  static @Nullable String textOrNull(JsonNode node, String field) {
    return node.hasNonNull(field) ? text(node, field) : null;
  }

  static int number(JsonNode node, String field) {
    return value(node, field, JsonNode::isInt).intValue();
  }

  static double score(JsonNode node, String field) {
    return value(node, field, JsonNode::isNumber).doubleValue();
  }

  static Instant instant(JsonNode node, String field) {
    return Instant.parse(text(node, field));
  }

  static ObjectNode object(JsonNode node, String field) {
    return (ObjectNode) value(node, field, JsonNode::isObject);
  }

  static <E extends Enum<E>> E code(JsonNode node, String field, Class<E> type) {
    return Codes.parse(type, text(node, field))
        .orElseThrow(() -> new IllegalArgumentException(field + " is unknown"));
  }

  static ReasonCode reason(JsonNode node, String field) {
    return ReasonCode.ofCode(text(node, field))
        .orElseThrow(() -> new IllegalArgumentException(field + " is unknown"));
  }

  static <T> List<T> list(JsonNode node, String field, Function<JsonNode, T> read) {
    List<T> items = new ArrayList<>();
    value(node, field, JsonNode::isArray).forEach(item -> items.add(read.apply(item)));
    return items;
  }

  /** Returns the texts in an array; empty if it is missing. */
  static List<String> texts(JsonNode node, String field) {
    return node.has(field) ? list(node, field, Stored::textOf) : List.of();
  }

  /** Returns the texts in an object with arbitrary names. */
  static Map<String, String> textsByName(JsonNode node, String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(node, field).fields().forEachRemaining(e -> texts.put(e.getKey(), textOf(e.getValue())));
    return texts;
  }

  private static String textOf(JsonNode item) {
    if (!item.isTextual()) {
      throw new IllegalArgumentException("an array of texts has an element of another type");
    }
    return item.textValue();
  }

  static long longNumber(JsonNode node, String field) {
    return value(node, field, JsonNode::canConvertToLong).longValue();
  }

  static boolean flag(JsonNode node, String field) {
    return value(node, field, JsonNode::isBoolean).booleanValue();
  }

  static @Nullable Instant instantOrNull(JsonNode node, String field) {
    return node.hasNonNull(field) ? instant(node, field) : null;
  }

  static void putIfAny(ObjectNode node, String field, @Nullable Instant instant) {
    if (instant != null) {
      put(node, field, instant);
    }
  }

  static void putIfAny(ObjectNode node, String field, @Nullable String text) {
    if (text != null) {
      node.put(field, text);
    }
  }

  static <T> ArrayNode array(Collection<T> items, Function<T, ? extends JsonNode> write) {
    ArrayNode array = Json.object().arrayNode(items.size());
    items.forEach(item -> array.add(write.apply(item)));
    return array;
  }

  /** Writes an instant in microseconds, as text that sorts chronologically. */
  static void put(ObjectNode node, String field, Instant instant) {
    node.put(field, SortableTime.text(instant));
  }

  private static JsonNode value(JsonNode node, String field, Predicate<JsonNode> isRight) {
    JsonNode value = node.get(field);
    if (value == null || !isRight.test(value)) {
      throw new IllegalArgumentException(field + " is missing or of the wrong type");
    }
    return value;
  }
}
