package io.spillway.ports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;

/**
 * Comparison of authors' names, which are stored and shown as sent. Two names denote the same
 * author if their {@link #key}s are equal: rates, standing, filters, appeals and erasures compare
 * by it. Pure; safe for use by many threads.
 */
public final class AuthorNames {

  private static final int BRAILLE_BLANK = 0x2800;

  private AuthorNames() {}

  /**
   * {@return the name in the form in which names are compared: NFC, without invisible and
   * bidirectional control characters and without spaces at its edges} Case is significant. Empty if
   * nothing visible is left. Idempotent.
   *
   * @param name any name
   */
  public static String key(String name) {
    return isPlain(name)
        ? name
        : stripEdges(Normalizer.normalize(removeInvisible(name), Normalizer.Form.NFC));
  }

  /**
   * {@return the key without regard to case, for streams whose policy ignores it} Idempotent.
   *
   * @param name any name
   */
  public static String foldedKey(String name) {
    String folded = key(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    // A change of case may decompose a letter.
    return isPlain(folded) ? folded : Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  /**
   * {@return whether two names denote the same author}
   *
   * @param one any name
   * @param other any name
   */
  public static boolean same(String one, String other) {
    return one.equals(other) || key(one).equals(key(other));
  }

  /**
   * {@return a hash of the name's {@link #key}, safe in an id of a document}
   *
   * @param name any name
   */
  public static String hash(String name) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key(name).getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Returns whether a name is its own key for certain: ASCII without spaces at its edges. */
  private static boolean isPlain(String name) {
    int last = name.length() - 1;
    for (int i = 0; i <= last; i++) {
      char sign = name.charAt(i);
      if (sign < ' ' || sign > '~' || (sign == ' ' && (i == 0 || i == last))) {
        return false;
      }
    }
    return true;
  }

  private static String removeInvisible(String name) {
    StringBuilder visible = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); ) {
      int codePoint = name.codePointAt(i);
      if (!PersonNames.isInvisible(codePoint)) {
        visible.appendCodePoint(codePoint);
      }
      i += Character.charCount(codePoint);
    }
    return visible.toString();
  }

  private static String stripEdges(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char sign) {
    return Character.isWhitespace(sign) || Character.isSpaceChar(sign) || sign == BRAILLE_BLANK;
  }
}
