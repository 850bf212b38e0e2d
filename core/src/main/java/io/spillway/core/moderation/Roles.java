package io.spillway.core.moderation;

import io.spillway.MessageDraft;

/** Roles of authors on the viewer's site, such as {@code moderator}. */
public final class Roles {

  /** Form of a role, for errors. */
  public static final String FORM =
      "roles of 1 to "
          + MessageDraft.MAX_ROLE_LENGTH
          + " lower-case letters, digits, hyphens and underscores";

  private Roles() {}

  /**
   * {@return whether a text is a role}
   *
   * @param text any text
   */
  public static boolean isRole(String text) {
    if (text.isEmpty() || text.length() > MessageDraft.MAX_ROLE_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isOfRole(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfRole(char sign) {
    return (sign >= 'a' && sign <= 'z')
        || (sign >= '0' && sign <= '9')
        || sign == '-'
        || sign == '_';
  }
}
