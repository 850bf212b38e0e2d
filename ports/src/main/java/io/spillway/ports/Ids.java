package io.spillway.ports;

import io.spillway.ports.queue.Payload;
import java.util.Set;

/**
 * Format of the identifiers that callers choose (streams, messages, events): 1 to {@value
 * #MAX_LENGTH} characters, each an ASCII letter, a digit or one of {@code . _ - = + :}. {@code .},
 * {@code ..} and the {@link #RESERVED} names are no ids.
 *
 * <p>The ids of platforms fit, such as a video's {@code _OBlgSz8sSM} or a chat message's in Base64.
 * An id is safe in one segment of a path, in a partition key and in a document's id, without
 * percent-encoding in a path. It has no {@code ~}, so two ids that are joined by {@code ~} can be
 * split again. Case is significant. Ids that Spillway generates have at most {@value
 * #DERIVED_LENGTH} letters, digits and hyphens.
 */
public final class Ids {

  /** Maximum length of an id, in characters. */
  public static final int MAX_LENGTH = 255;

  /** Length of an id from {@link #derive}, in characters. */
  public static final int DERIVED_LENGTH = 48;

  /**
   * Names that stores and Spillway itself use in place of a stream's id, and that no id may be. New
   * ones begin with {@code ~}, which no id has.
   */
  public static final Set<String> RESERVED =
      Set.of("_alert-stops", "_default", "_erasures", "_redrives", "_unknown");

  /** Description of the format, for error messages. */
  public static final String FORM =
      "1 to 255 letters, digits or . _ - = + : and no reserved name such as _default";

  private static final String SIGNS = "._-=+:";

  private Ids() {}

  /**
   * {@return whether a text is a valid id: {@value #FORM}}
   *
   * @param id any text, including an empty one
   */
  public static boolean isValid(String id) {
    if (id.isEmpty() || id.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      if (!isLetterOrDigit(id.charAt(i)) && SIGNS.indexOf(id.charAt(i)) < 0) {
        return false;
      }
    }
    return switch (id.charAt(0)) {
      case '.' -> !id.equals(".") && !id.equals(".."); // segments that a path resolves
      case '_' -> !RESERVED.contains(id);
      default -> true;
    };
  }

  private static boolean isLetterOrDigit(char sign) {
    return (sign >= 'a' && sign <= 'z')
        || (sign >= 'A' && sign <= 'Z')
        || (sign >= '0' && sign <= '9');
  }

  /**
   * {@return the id, if it is valid}
   *
   * @param field the field's name, for the message
   * @param id any text
   * @throws IllegalArgumentException if the id is not valid; names the field
   */
  public static String require(String field, String id) {
    if (!isValid(id)) {
      throw new IllegalArgumentException(field + " must be " + FORM);
    }
    return id;
  }

  /**
   * {@return a valid id of {@value #DERIVED_LENGTH} hexadecimal digits, always the same for a text}
   *
   * @param text any text
   */
  public static String derive(String text) {
    return Payload.of(text).sha256().substring(0, DERIVED_LENGTH);
  }
}
