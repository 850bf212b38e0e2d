package io.spillway.adapters.azure.cosmos;

import com.azure.cosmos.models.CosmosPatchOperations;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cases of counting a custom event in a totals document; exactly one applies. Each type has a
 * top-level property, because an increment creates a missing property but not its parent.
 */
enum CustomCount {
  /** The type has been counted by name. */
  KNOWN("IS_DEFINED(%1$s)"),
  /** The type is new and below the limit of types. */
  NEW("NOT IS_DEFINED(%1$s) AND (NOT IS_DEFINED(%2$s) OR %2$s < %3$d)"),
  /** The type is new and beyond the limit of types. */
  OTHER("NOT IS_DEFINED(%1$s) AND %2$s >= %3$d");

  /** Number of types that are counted by name. */
  static final String TYPES = "customTypes";

  private static final String PREFIX = EventType.CUSTOM.total() + "-";

  private final String condition;

  CustomCount(String condition) {
    this.condition = condition;
  }

  /** Returns the case to try next. */
  CustomCount next() {
    return switch (this) {
      case KNOWN -> NEW;
      case NEW -> OTHER;
      case OTHER -> KNOWN;
    };
  }

  String condition(StreamEvent event) {
    return "FROM c WHERE "
        + condition.formatted(
            "c[\"" + PREFIX + type(event) + "\"]", "c." + TYPES, StreamTotals.MAX_CUSTOM_TYPES);
  }

  CosmosPatchOperations increments(StreamEvent event) {
    CosmosPatchOperations patch = CosmosPatchOperations.create();
    return switch (this) {
      case KNOWN -> patch.increment(path(type(event)), 1);
      case NEW -> patch.increment(path(type(event)), 1).increment("/" + TYPES, 1);
      case OTHER -> patch.increment(path(StreamTotals.OTHER), 1);
    };
  }

  private static String type(StreamEvent event) {
    return event.detail().values().text(EventField.NAME);
  }

  private static String path(String type) {
    return "/" + PREFIX + type;
  }

  /** Returns the counts by type in a totals document, including that of all others. */
  static Map<String, JsonNode> of(ObjectNode totals) {
    Map<String, JsonNode> counts = new TreeMap<>();
    totals
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getKey().startsWith(PREFIX)) {
                counts.put(field.getKey().substring(PREFIX.length()), field.getValue());
              }
            });
    return counts;
  }
}
