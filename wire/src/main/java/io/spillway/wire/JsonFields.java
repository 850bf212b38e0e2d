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
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an object that somebody outside wrote, and collects those of a wrong type. A
 * field that is {@code null} is the same as one that is missing. Not thread-safe.
 */
public final class JsonFields {

  private static final int MAX_NAME_SHOWN = 100;

  private final ObjectNode object;
  private final String path;
  private final Map<String, String> wrong;
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<JsonFields> inner = new ArrayList<>();

  /**
   * Fields of one object, of which none was asked for yet.
   *
   * @param object as it was read
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
   * {@return text: of the first of these names that is there; null when none is, or when it is no
   * text}
   *
   * @param names in order of preference
   */
  public @Nullable String text(String... names) {
    JsonNode value = first(names);
    if (value == null || value.isTextual()) {
      return value == null ? null : value.textValue();
    }
    return reject(names, "must be a text");
  }

  /**
   * {@return text, or a number as the text by which it was written; null when it is missing or
   * neither}
   *
   * @param name the field's
   */
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

  /**
   * {@return a whole number; null when it is missing, or no whole number of 32 bits}
   *
   * @param name the field's
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
   * {@return true or false; what is said here otherwise when it is missing, or neither}
   *
   * @param name the field's
   * @param otherwise what to take then
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
   * {@return a number; null when it is missing or none}
   *
   * @param name the field's
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
   * {@return yes or no; null when it is missing or neither}
   *
   * @param name the field's
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
   * {@return a time in ISO 8601, of the years 1 to 9999; null when it is missing or none}
   *
   * @param name the field's
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
      // refused below, like a year that is out of range
    }
    wrong(name, "must be an ISO 8601 time with an offset, such as 2026-11-23T18:00:00Z");
    return null;
  }

  /**
   * {@return the objects of a list, as {@link #object} gives them; none when it is anything else}
   *
   * @param name the field's
   */
  public List<JsonFields> objects(String name) {
    JsonNode value = first(name);
    List<JsonFields> objects = new ArrayList<>();
    if (value == null) {
      return objects;
    }
    for (JsonNode item : value.isArray() ? value : Json.object()) {
      if (item instanceof ObjectNode node) {
        String itemPath = named(name) + "[" + objects.size() + "].";
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
   * {@return a list of texts; empty when it is missing or anything else}
   *
   * @param name the field's
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
   * {@return the texts of an object whose names are data; empty when it is missing or anything
   * else}
   *
   * @param name the field's
   */
  public Map<String, String> textsByName(String name) {
    JsonNode value = first(name);
    Map<String, String> texts = new LinkedHashMap<>();
    if (value != null) {
      value
          .fields()
          .forEachRemaining(item -> texts.put(item.getKey(), item.getValue().textValue()));
    }
    if (value != null && (!value.isObject() || texts.containsValue(null))) {
      wrong(name, "must be an object of texts");
      return Map.of();
    }
    return texts;
  }

  /**
   * {@return the fields of an object in this one, named by their path such as {@code links.score};
   * none when it is missing or no object} What is wrong in it is wrong here.
   *
   * @param name the field's
   */
  public JsonFields object(String name) {
    JsonNode value = first(name);
    if (value != null && !value.isObject()) {
      wrong(name, "must be an object");
    }
    ObjectNode node = value instanceof ObjectNode object ? object : Json.object();
    JsonFields fields = new JsonFields(node, named(name) + ".", wrong);
    inner.add(fields);
    return fields;
  }

  /**
   * {@return whether this object has the field, and not as {@code null}}
   *
   * @param name the field's
   */
  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  /** {@return the names of all fields that are there, for an object whose names are data} */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /**
   * Notes that a field is wrong, for a reason that its type does not show.
   *
   * @param name the field's
   * @param message what it must be, to follow the name
   */
  public void wrong(String name, String message) {
    wrong.put(named(name), message);
  }

  /** {@return what was wrong so far: what each field must be, by its name} */
  public Map<String, String> wrong() {
    return Collections.unmodifiableMap(wrong);
  }

  /** {@return the names that are there and that nobody asked for} */
  public List<String> unknown() {
    List<String> names = names();
    names.removeAll(asked);
    names.replaceAll(this::named);
    inner.forEach(fields -> names.addAll(fields.unknown()));
    return names;
  }

  /**
   * A field by its path. A name is as long as a caller likes, and stands in the path of each in it.
   */
  private String named(String name) {
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
