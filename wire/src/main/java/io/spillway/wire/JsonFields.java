package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an object that somebody outside wrote, and collects those of a wrong type. A
 * field that is {@code null} is the same as one that is missing. Not for use by many threads.
 */
public final class JsonFields {

  private final ObjectNode object;
  private final Set<String> asked = new LinkedHashSet<>();
  private final Map<String, String> wrong = new LinkedHashMap<>();

  public JsonFields(ObjectNode object) {
    this.object = object;
  }

  /** Text; the first of these names that is there. Null when none is, or when it is no text. */
  public @Nullable String text(String... names) {
    JsonNode value = first(names);
    if (value == null || value.isTextual()) {
      return value == null ? null : value.textValue();
    }
    return reject(names, "must be a text");
  }

  /** Text, or a number as the text by which it was written. */
  public @Nullable String textOrNumber(String name) {
    JsonNode value = first(name);
    if (value != null && value.isNumber()) {
      return value.isBigDecimal() ? value.decimalValue().toString() : value.asText();
    }
    if (value == null || value.isTextual()) {
      return value == null ? null : value.textValue();
    }
    return reject(new String[] {name}, "must be a text or a number");
  }

  /** A whole number; null when it is missing, or no whole number of 32 bits. */
  public @Nullable Integer wholeNumber(String name) {
    JsonNode value = first(name);
    if (value == null) {
      return null;
    }
    if (value.isInt()) {
      return value.intValue();
    }
    reject(new String[] {name}, "must be a whole number");
    return null;
  }

  /** True or false; what is said here otherwise when it is missing, or neither. */
  public boolean flag(String name, boolean otherwise) {
    JsonNode value = first(name);
    if (value == null || value.isBoolean()) {
      return value == null ? otherwise : value.booleanValue();
    }
    reject(new String[] {name}, "must be true or false");
    return otherwise;
  }

  /** An array of texts; empty when it is missing, or something else. */
  public List<String> texts(String name) {
    JsonNode value = first(name);
    List<String> texts = new ArrayList<>();
    if (value != null && value.isArray()) {
      value.forEach(item -> texts.add(item.isTextual() ? item.textValue() : null));
    }
    if (value != null && (!value.isArray() || texts.contains(null))) {
      reject(new String[] {name}, "must be an array of texts");
      return List.of();
    }
    return texts;
  }

  /** What was wrong so far: what each field must be, by its name. */
  public Map<String, String> wrong() {
    return Collections.unmodifiableMap(wrong);
  }

  /** The names that are there and that nobody asked for. */
  public List<String> unknown() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.removeAll(asked);
    return names;
  }

  private @Nullable JsonNode first(String... names) {
    Collections.addAll(asked, names);
    for (String name : names) {
      if (object.hasNonNull(name)) {
        return object.get(name);
      }
    }
    return null;
  }

  private @Nullable String reject(String[] names, String message) {
    for (String name : names) {
      if (object.hasNonNull(name)) {
        wrong.put(name, message);
        break;
      }
    }
    return null;
  }
}
