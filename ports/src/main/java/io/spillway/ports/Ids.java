package io.spillway.ports;

import java.util.regex.Pattern;

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

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,47}");

  private Ids() {}

  public static boolean isValid(String id) {
    return VALID.matcher(id).matches();
  }

  /** The id itself. Throws {@link IllegalArgumentException}, naming the field, if it is invalid. */
  public static String require(String field, String id) {
    if (!isValid(id)) {
      throw new IllegalArgumentException(field + " must be " + FORM);
    }
    return id;
  }
}
