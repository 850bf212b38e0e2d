package io.spillway.ports.event;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values of type-specific event fields, as texts.
 *
 * @param values the text of each field that is set; whole numbers in decimal digits
 * @param custom the texts of {@link EventField#FIELDS} by key, in alphabetical order
 */
public record EventFields(Map<EventField, String> values, Map<String, String> custom) {

  /** No fields. */
  public static final EventFields NONE = new EventFields(Map.of(), Map.of());

  public EventFields {
    EnumMap<EventField, String> ordered = new EnumMap<>(EventField.class);
    ordered.putAll(values);
    values = Collections.unmodifiableMap(ordered);
    custom = Collections.unmodifiableMap(new TreeMap<>(custom));
  }

  /**
   * {@return the fields with one more}
   *
   * @param field the field to set
   * @param value the field's text; null for no change
   */
  public EventFields with(EventField field, @Nullable String value) {
    if (value == null) {
      return this;
    }
    EnumMap<EventField, String> more = new EnumMap<>(EventField.class);
    more.putAll(values);
    more.put(field, value);
    return new EventFields(more, custom);
  }

  /**
   * {@return the fields with one more}
   *
   * @param field the field to set
   * @param number the field's value
   */
  public EventFields with(EventField field, int number) {
    return with(field, Integer.toString(number));
  }

  /**
   * {@return the fields with one more}
   *
   * @param field the field to set
   * @param flag the field's value
   */
  public EventFields with(EventField field, boolean flag) {
    return with(field, Boolean.toString(flag));
  }

  /**
   * {@return the fields without one}
   *
   * @param field the field to remove
   */
  public EventFields without(EventField field) {
    Map<EventField, String> fewer = new HashMap<>(values);
    fewer.remove(field);
    return new EventFields(fewer, custom);
  }

  /**
   * {@return the fields with other custom fields}
   *
   * @param texts the texts of {@link EventField#FIELDS} by key
   */
  public EventFields withCustom(Map<String, String> texts) {
    return new EventFields(values, texts);
  }

  /** {@return the fields that have a value} */
  public Set<EventField> given() {
    Set<EventField> given = EnumSet.noneOf(EventField.class);
    given.addAll(values.keySet());
    if (!custom.isEmpty()) {
      given.add(EventField.FIELDS);
    }
    return given;
  }

  /**
   * {@return the text of a field; null if it is not set}
   *
   * @param field any field
   */
  public @Nullable String get(EventField field) {
    return values.get(field);
  }

  /**
   * {@return the text of a field}
   *
   * @param field any field
   * @throws IllegalArgumentException if the field is not set
   */
  public String text(EventField field) {
    String value = get(field);
    if (value == null) {
      throw new IllegalArgumentException(field.key() + " is missing");
    }
    return value;
  }

  /**
   * {@return the whole number of a field}
   *
   * @param field any field
   * @throws IllegalArgumentException if the field is not set
   */
  public int number(EventField field) {
    try {
      return Integer.parseInt(text(field));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(field.key() + " is not a whole number", e);
    }
  }

  /**
   * {@return the boolean of a field; false if it is not set}
   *
   * @param field any field
   */
  public boolean flag(EventField field) {
    return Boolean.parseBoolean(get(field));
  }

  /** Contains the names of the fields that are set, but no values. */
  @Override
  public String toString() {
    return "EventFields" + given();
  }
}
