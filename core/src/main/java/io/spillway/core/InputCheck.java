package io.spillway.core;

import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.ports.Ids;
import io.spillway.ports.PersonNames;
import io.spillway.ports.StorableText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a caller gave, field by field, and collects what is wrong. Each check returns a value
 * to go on with, which must not be used before {@link #orThrow()} has passed.
 */
public final class InputCheck {

  /** Begins the name of each rule that acts by itself, in every history; no person's does. */
  public static final String SYSTEM_PREFIX = "system:";

  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private final List<InvalidField> invalid = new ArrayList<>();

  /** Begins a check; nothing is wrong yet. */
  public InputCheck() {}

  /**
   * {@return an id in the form of {@link Ids}; an empty text, with the field rejected, when it is
   * none}
   *
   * @param field what it is called, for the error
   * @param value as it came; null when it is missing
   */
  public String id(String field, @Nullable String value) {
    if (value == null) {
      return reject(field, "is required");
    }
    return Ids.isValid(value) ? value : reject(field, "must be " + Ids.FORM);
  }

  /**
   * {@return a {@link #name} of a person: one that no rule of ours acts under; an empty text, with
   * the field rejected, when it is none}
   *
   * @param field what it is called, for the error
   * @param value as it came; null when it is missing
   * @param max longest, in code points
   */
  public String person(String field, @Nullable String value, int max) {
    String name = name(field, value, max);
    return PersonNames.beginsWith(name, SYSTEM_PREFIX)
        ? reject(field, "must not begin with " + SYSTEM_PREFIX)
        : name;
  }

  /**
   * {@return text of 1 to {@code max} code points with something to see and no control characters;
   * an empty text, with the field rejected, when it is not so}
   *
   * @param field what it is called, for the error
   * @param value as it came; null when it is missing
   * @param max longest, in code points
   */
  public String name(String field, @Nullable String value, int max) {
    if (value != null && CodePoints.any(value, Character::isISOControl)) {
      return reject(field, "must not have control characters");
    }
    return text(field, value, max);
  }

  /**
   * {@return text of 1 to {@code max} code points with something to see: spaces and the like are
   * not enough; an empty text, with the field rejected, when it is not so}
   *
   * @param field what it is called, for the error
   * @param value as it came; null when it is missing
   * @param max longest, in code points
   */
  public String text(String field, @Nullable String value, int max) {
    if (value == null) {
      return reject(field, "is required");
    }
    if (CodePoints.isBlank(value)) {
      return reject(field, "must not be blank");
    }
    if (value.codePointCount(0, value.length()) > max) {
      return reject(field, "must have at most " + max + " characters");
    }
    return storable(field, value);
  }

  /**
   * {@return text of 0 to {@code max} characters, null being taken as none; an empty text, with the
   * field rejected, when it is longer or no valid Unicode}
   *
   * @param field what it is called, for the error
   * @param value as it came; null for none
   * @param max longest, in UTF-16 units
   */
  public String note(String field, @Nullable String value, int max) {
    if (value == null) {
      return "";
    }
    if (value.length() > max) {
      return reject(field, "must have at most " + max + " characters");
    }
    return storable(field, value);
  }

  /**
   * {@return a whole number from {@code min} to {@code max}; {@code min}, with the field rejected,
   * when it is not so}
   *
   * @param field what it is called, for the error
   * @param value as it came; null when it is missing
   * @param min the least
   * @param max the most
   */
  public int number(String field, @Nullable Integer value, int min, int max) {
    if (value == null) {
      reject(field, "is required");
      return min;
    }
    if (value < min || value > max) {
      reject(field, "must be " + min + " to " + max);
      return min;
    }
    return value;
  }

  /**
   * Rejects the field unless the time is from the year 2000 to the latest that is possible.
   *
   * @param field what it is called, for the error
   * @param value as it came
   * @param latest the last instant that passes
   * @param until the latest in words, for the error: {@code a day from now}
   */
  public void time(String field, Instant value, Instant latest, String until) {
    if (value.isBefore(EARLIEST) || value.isAfter(latest)) {
      reject(field, "must be from the year 2000 to " + until);
    }
  }

  /**
   * Notes that a field is wrong. Returns text to go on with.
   *
   * @param field what it is called, for the error
   * @param message what is wrong with it, to follow the field's name
   * @return an empty text
   */
  public String reject(String field, String message) {
    invalid.add(new InvalidField(field, message));
    return "";
  }

  /** {@return all that was wrong so far, in the order in which it was checked} */
  public List<InvalidField> problems() {
    return List.copyOf(invalid);
  }

  /** Ends the check: throws {@link InvalidInputException} if anything was wrong. */
  public void orThrow() {
    if (!invalid.isEmpty()) {
      throw new InvalidInputException(invalid);
    }
  }

  private String storable(String field, String value) {
    String problem = StorableText.problem(value);
    return problem == null ? value : reject(field, problem);
  }
}
