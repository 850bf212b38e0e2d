package io.spillway.core;

import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Ids;
import io.spillway.ports.PersonNames;
import io.spillway.ports.StorableText;
import io.spillway.ports.TextLength;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Validates a caller's input field by field, and collects the problems. Each check returns a value,
 * which must not be used before {@link #orThrow()} has returned.
 */
public final class InputCheck {

  /**
   * Prefix of the names of automatic rules in audit trails; reserved, so no person's name has it.
   */
  public static final String SYSTEM_PREFIX = "system:";

  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private final List<InvalidField> invalid = new ArrayList<>();

  /** Creates a check without problems. */
  public InputCheck() {}

  /**
   * {@return whether an entry of an audit trail is by an automatic rule, not by a person}
   *
   * @param who the name in the entry
   */
  public static boolean isSystem(String who) {
    return who.startsWith(SYSTEM_PREFIX);
  }

  /**
   * {@return an id in the form of {@link Ids}; an empty text, with the field rejected, if invalid}
   *
   * @param field the field's name, for the error
   * @param value the input; null if missing
   */
  public String id(String field, @Nullable String value) {
    if (value == null) {
      return reject(field, "is required");
    }
    return Ids.isValid(value) ? value : reject(field, "must be " + Ids.FORM);
  }

  /**
   * {@return a {@link #name} of a person, without the prefix of automatic rules; an empty text,
   * with the field rejected, if invalid}
   *
   * @param field the field's name, for the error
   * @param value the input; null if missing
   * @param max the greatest length, in characters by {@link TextLength}
   */
  public String person(String field, @Nullable String value, int max) {
    String name = name(field, value, max);
    return PersonNames.beginsWith(name, SYSTEM_PREFIX)
        ? reject(field, "must not begin with " + SYSTEM_PREFIX)
        : name;
  }

  /**
   * {@return a name: a {@link #chat} text without control characters; an empty text, with the field
   * rejected, if invalid}
   *
   * @param field the field's name, for the error
   * @param value the input; null if missing
   * @param max the greatest length, in characters by {@link TextLength}
   */
  public String name(String field, @Nullable String value, int max) {
    if (value != null && CodePoints.any(value, Character::isISOControl)) {
      return reject(field, "must not have control characters");
    }
    return chat(field, value, max);
  }

  /**
   * {@return a viewer's text of 1 to {@code max} characters by {@link TextLength}, not blank; an
   * empty text, with the field rejected, if invalid}
   *
   * @param field the field's name, for the error
   * @param value the input; null if missing
   * @param max the greatest length, in extended grapheme clusters
   */
  public String chat(String field, @Nullable String value, int max) {
    String tooLong = value == null ? null : TextLength.problem(value, max);
    return tooLong == null
        ? text(field, value, max * TextLength.CODE_POINTS_EACH)
        : reject(field, tooLong);
  }

  /**
   * {@return a {@link #name} of an author, of which something is visible; an empty text, with the
   * field rejected, if invalid}
   *
   * @param field the field's name, for the error
   * @param value the input; null if missing
   * @param max the greatest length, in code points
   */
  public String author(String field, @Nullable String value, int max) {
    String name = name(field, value, max);
    return !name.isEmpty() && AuthorNames.key(name).isEmpty()
        ? reject(field, "must not be blank")
        : name;
  }

  /**
   * {@return a text of 1 to {@code max} code points, not blank; an empty text, with the field
   * rejected, if invalid}
   *
   * @param field the field's name, for the error
   * @param value the input; null if missing
   * @param max the greatest length, in code points
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
   * {@return a text of 0 to {@code max} characters, empty for null; an empty text, with the field
   * rejected, if too long or invalid Unicode}
   *
   * @param field the field's name, for the error
   * @param value the input; null for none
   * @param max the greatest length, in UTF-16 units
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
   * if invalid}
   *
   * @param field the field's name, for the error
   * @param value the input; null if missing
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
   * Rejects the field unless the time is between the year 2000 and a latest instant.
   *
   * @param field the field's name, for the error
   * @param value the input
   * @param latest the last valid instant
   * @param until the latest instant in words, for the error, such as {@code a day from now}
   */
  public void time(String field, Instant value, Instant latest, String until) {
    if (value.isBefore(EARLIEST) || value.isAfter(latest)) {
      reject(field, "must be from the year 2000 to " + until);
    }
  }

  /**
   * Records a problem of a field.
   *
   * @param field the field's name, for the error
   * @param message the problem, as a phrase that follows the field's name
   * @return an empty text
   */
  public String reject(String field, String message) {
    invalid.add(new InvalidField(field, message));
    return "";
  }

  /**
   * Rejects the field if there is a problem.
   *
   * @param field the field's name, for the error
   * @param problem the problem, as a phrase that follows the field's name; null for none
   */
  public void require(String field, @Nullable String problem) {
    if (problem != null) {
      reject(field, problem);
    }
  }

  /** {@return the problems so far, in the order of the checks} */
  public List<InvalidField> problems() {
    return List.copyOf(invalid);
  }

  /** Ends the check: throws {@link InvalidInputException} if there were problems. */
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
