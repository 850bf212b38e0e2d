package io.spillway.ports;

/**
 * The form of every identifier that a caller may choose (streams, messages, events): {@value
 * #MAX_LENGTH} characters at most, a letter or digit first, then letters, digits, dots, underscores
 * and hyphens. So an id is safe in a path, a partition key and a document id, and two of them
 * joined by {@code ~} can be taken apart again.
 */
public final class Ids {

  /** Longest id, in characters: two and their joint fit in Durable Functions' 100. */
  public static final int MAX_LENGTH = 48;

  /** What an id looks like, in words for an error. */
  public static final String FORM =
      "1 to 48 letters, digits, dots, underscores or hyphens, beginning with a letter or digit";

  private Ids() {}

  /**
   * {@return whether text is an id: {@value #FORM}}
   *
   * @param id any text, an empty one too
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
   * {@return the id itself, when it is one}
   *
   * @param field what the id is of, for the message
   * @param id any text
   * @throws IllegalArgumentException naming the field, when it is no id
   */
  public static String require(String field, String id) {
    if (!isValid(id)) {
      throw new IllegalArgumentException(field + " must be " + FORM);
    }
    return id;
  }
}
