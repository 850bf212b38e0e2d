package io.spillway.ports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;

/**
 * Comparison of authors' names, which are stored and shown as sent. Two names denote the same
 * author if their {@link #key}s are equal.
 */
public final class AuthorNames {

  private AuthorNames() {}

  /**
   * {@return the name in the form in which names are compared: NFC, without invisible and
   * bidirectional control characters and without spaces at its edges} Case is significant. Empty if
   * nothing visible is left. Idempotent.
   *
   * @param name any name
   */
  public static String key(String name) {
    StringBuilder visible = new StringBuilder();
    requireNonNull(name, "name")
        .codePoints()
        .filter(c -> !PersonNames.isInvisible(c))
        .forEach(visible::appendCodePoint);
    return stripEdges(Normalizer.normalize(visible, Normalizer.Form.NFC));
  }

  /**
   * {@return the key without regard to case, for streams whose policy ignores it}
   *
   * @param name any name
   */
  public static String foldedKey(String name) {
    return key(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
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
    return Character.isWhitespace(sign) || Character.isSpaceChar(sign);
  }
}
