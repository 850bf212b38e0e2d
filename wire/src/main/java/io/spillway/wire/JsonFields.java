package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an external JSON object and collects type errors. A field with the value
 * {@code null} counts as missing. Not thread-safe.
 */
public final class JsonFields {

  private static final int MAX_NAME_SHOWN = 100;

  private final ObjectNode object;
  private final String path;
  private final Map<String, String> wrong;
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<JsonFields> inner = new ArrayList<>();

  /**
   * Creates a reader of an object's fields.
   *
   * @param object the object
   */
  public JsonFields(ObjectNode object) {
    this(object, "", new LinkedHashMap<>());
  }

  private JsonFields(ObjectNode object, String path, Map<String, String> wrong) {
    this.object = object;
    this.path = path;
    this.wrong = wrong;
  }

  /**
   * {@return the text of the first of these fields that is present; null if none is, or if it is
   * not a text}
   *
   * @param names the field names in order of preference
   */
  public @Nullable String text(String... names) {
    JsonNode value = first(names);
    if (value == null || value.isTextual()) {
      return value == null ? null : value.textValue();
    }
    return reject(names, "must be a text");
  }

  /**
   * {@return a text, or a number as the text by which it was written; null if it is missing or
   * neither}
   *
   * @param name the field's name
   */
  public @Nullable String textOrNumber(String name) {
    return textOr(JsonNode::isNumber, name, "must be a text or a number");
  }

  /**
   * {@return a whole number; null if it is missing or not a whole number of 32 bits}
   *
   * @param name the field's name
   */
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

  /**
   * {@return the digits of a whole number, which may also be a text; null if it is missing or
   * neither}
   *
   * @param name the field's name
   */
  public @Nullable String wholeNumberOrText(String name) {
    return textOr(JsonNode::isIntegralNumber, name, "must be a whole number");
  }

  /**
   * {@return a boolean as a text, which may also be a text; null if it is missing or neither}
   *
   * @param name the field's name
   */
  public @Nullable String flagOrText(String name) {
    return textOr(JsonNode::isBoolean, name, "must be true or false");
  }

  /** Returns a text, or a value of another type as it is written. */
  private @Nullable String textOr(Predicate<JsonNode> isOther, String name, String message) {
    JsonNode value = first(name);
    if (value == null || value.isTextual() || isOther.test(value)) {
      return value == null ? null : scalar(value);
    }
    return reject(new String[] {name}, message);
  }

  /**
   * {@return the text of the only one of these fields that is present; null if none is, or if it is
   * not a text} Several of them are reported, because all but one would be lost.
   *
   * @param names names of one field
   */
  public @Nullable String textOfOne(String... names) {
    String first = null;
    for (String name : names) {
      if (object.hasNonNull(name)) {
        if (first != null) {
          wrong(name, "must not be given together with " + first);
        }
        first = name;
      }
    }
    return text(names);
  }

  /**
   * {@return a boolean; the default if it is missing or not a boolean}
   *
   * @param name the field's name
   * @param otherwise the default
   */
  public boolean flag(String name, boolean otherwise) {
    JsonNode value = first(name);
    if (value == null || value.isBoolean()) {
      return value == null ? otherwise : value.booleanValue();
    }
    reject(new String[] {name}, "must be true or false");
    return otherwise;
  }

  /**
   * {@return a number; null if it is missing or not a number}
   *
   * @param name the field's name
   */
  public @Nullable Double number(String name) {
    JsonNode value = first(name);
    if (value == null || value.isNumber()) {
      return value == null ? null : value.doubleValue();
    }
    wrong(name, "must be a number");
    return null;
  }

  /**
   * {@return a boolean; null if it is missing or not a boolean}
   *
   * @param name the field's name
   */
  public @Nullable Boolean flag(String name) {
    JsonNode value = first(name);
    if (value == null || value.isBoolean()) {
      return value == null ? null : value.booleanValue();
    }
    wrong(name, "must be true or false");
    return null;
  }

  /**
   * {@return an ISO 8601 time of the years 1 to 9999; null if it is missing or invalid}
   *
   * @param name the field's name
   */
  public @Nullable Instant instant(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(value);
      if (time.getYear() >= 1 && time.getYear() <= 9999) {
        return time.toInstant();
      }
    } catch (DateTimeException notATime) {
      // reported below, like a year that is out of range
    }
    wrong(name, "must be an ISO 8601 time with an offset, such as 2026-11-23T18:00:00Z");
    return null;
  }

  /**
   * {@return the objects of a list, as from {@link #object}; empty if it is anything else}
   *
   * @param name the field's name
   */
  public List<JsonFields> objects(String name) {
    JsonNode value = first(name);
    List<JsonFields> objects = new ArrayList<>();
    if (value == null) {
      return objects;
    }
    for (JsonNode item : value.isArray() ? value : Json.object()) {
      if (item instanceof ObjectNode node) {
        String itemPath = pathOf(name) + "[" + objects.size() + "].";
        objects.add(new JsonFields(node, itemPath, wrong));
      }
    }
    inner.addAll(objects);
    if (!value.isArray() || objects.size() != value.size()) {
      wrong(name, "must be a list of objects");
    }
    return objects;
  }

  /**
   * {@return a list of texts; empty if it is missing or anything else}
   *
   * @param name the field's name
   */
  public List<String> texts(String name) {
    JsonNode value = first(name);
    List<String> texts = new ArrayList<>();
    if (value != null && value.isArray()) {
      value.forEach(item -> texts.add(item.isTextual() ? item.textValue() : null));
    }
    if (value != null && (!value.isArray() || texts.contains(null))) {
      wrong(name, "must be a list of texts");
      return List.of();
    }
    return texts;
  }

  /**
   * {@return a value of any type as JSON; null if it is missing}
   *
   * @param name the field's name
   */
  public @Nullable String json(String name) {
    JsonNode value = first(name);
    return value == null ? null : Json.text(value);
  }

  /**
   * {@return the texts of an object with arbitrary names, in which numbers and booleans are read as
   * they are written; empty if it is missing or anything else}
   *
   * @param name the field's name
   */
  public Map<String, String> valuesByName(String name) {
    JsonNode value = first(name);
    Map<String, String> texts = new LinkedHashMap<>();
    if (value != null) {
      value.fields().forEachRemaining(item -> texts.put(item.getKey(), scalar(item.getValue())));
    }
    if (value != null && (!value.isObject() || texts.containsValue(null))) {
      wrong(name, "must be an object of texts");
      return Map.of();
    }
    return texts;
  }

  /** Returns a text, number or boolean as it is written; null for anything else. */
  private static @Nullable String scalar(JsonNode value) {
    if (value.isBigDecimal()) {
      return value.decimalValue().toString();
    }
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  /**
   * {@return the fields of a nested object, named by their path such as {@code links.score}; empty
   * if it is missing or not an object} Errors in it are added to this object's.
   *
   * @param name the field's name
   */
  public JsonFields object(String name) {
    JsonNode value = first(name);
    if (value != null && !value.isObject()) {
      wrong(name, "must be an object");
    }
    ObjectNode node = value instanceof ObjectNode object ? object : Json.object();
    JsonFields fields = new JsonFields(node, pathOf(name) + ".", wrong);
    inner.add(fields);
    return fields;
  }

  /**
   * {@return whether this object has the field with a value other than {@code null}}
   *
   * @param name the field's name
   */
  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  /** {@return the names of all fields that are present, for an object with arbitrary names} */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /**
   * Reports a field as invalid for a reason other than its type.
   *
   * @param name the field's name
   * @param message the rule, phrased to follow the field's name
   */
  public void wrong(String name, String message) {
    wrong.put(pathOf(name), message);
  }

  /** {@return the errors so far: the violated rule by field name} */
  public Map<String, String> wrong() {
    return Collections.unmodifiableMap(wrong);
  }

  /** {@return the names of fields that are present and were not read} */
  public List<String> unknown() {
    List<String> names = names();
    names.removeAll(asked);
    names.replaceAll(this::pathOf);
    inner.forEach(fields -> names.addAll(fields.unknown()));
    return names;
  }

  /**
   * Returns a field's path. Truncates names, because a caller may choose names of any length, which
   * are repeated in the paths of nested fields.
   */
  private String pathOf(String name) {
    return path
        + (name.length() <= MAX_NAME_SHOWN ? name : name.substring(0, MAX_NAME_SHOWN) + "…");
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
        wrong(name, message);
        break;
      }
    }
    return null;
  }
}
