package io.spillway.ports;

/**
 * Format of the identifiers that callers choose (streams, messages, events): at most {@value
 * #MAX_LENGTH} characters, starting with a letter or digit, followed by letters, digits, dots,
 * underscores and hyphens. Such an id is safe in a path, a partition key and a document id, and two
 * ids joined by {@code ~} can be split again.
 */
public final class Ids {

  /**
   * Maximum length of an id, in characters: two ids and a separator fit into Durable Functions'
   * limit of 100.
   */
  public static final int MAX_LENGTH = 48;

  /** Description of the format, for error messages. */
  public static final String FORM =
      "1 to 48 letters, digits, dots, underscores or hyphens, beginning with a letter or digit";

  private Ids() {}

  /**
   * {@return whether a text is a valid id: {@value #FORM}}
   *
   * @param id any text, including an empty one
   */
  public static boolean isValid(String id) {
    if (id.isEmpty() || id.length() > MAX_LENGTH || !isLetterOrDigit(id.charAt(0))) {
      return false;
    }
    for (int i = 1; i < id.length(); i++) {
      if (!isLetterOrDigit(id.charAt(i)) && "._-".indexOf(id.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
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
}
