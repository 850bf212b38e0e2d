package io.spillway.ports;

import static java.util.Objects.requireNonNull;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of people in audit trails, and their comparison. A name may include the account's stable
 * id, as in {@code grace@example.org [3fa85f64-5717-4562-b3fc-2c963f66afa6]}, because account names
 * change and ids do not. Rules that require a second person compare names by {@link #same}.
 */
public final class PersonNames {

  /** Maximum length of a name that {@link #withId} returns, in code points, including the id. */
  public static final int MAX_LENGTH = 100;

  private static final int ID_LENGTH = 36;

  private static final Pattern WITH_ID =
      Pattern.compile(
          "(?<name>.*) \\[(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})]",
          Pattern.DOTALL);

  private PersonNames() {}

  /**
   * {@return the name followed by the account's id; a long name is truncated}
   *
   * @param name the account's current name
   * @param id the account's id, in the form of a UUID
   * @throws IllegalArgumentException if the id is not a UUID
   */
  public static String withId(String name, String id) {
    String lower = id.toLowerCase(Locale.ROOT);
    String clean = clean(name);
    int most = MAX_LENGTH - ID_LENGTH - 3;
    if (clean.codePointCount(0, clean.length()) > most) {
      clean = clean.substring(0, clean.offsetByCodePoints(0, most - 1)) + "…";
    }
    String whole = clean + " [" + lower + "]";
    if (!WITH_ID.matcher(whole).matches()) {
      throw new IllegalArgumentException("id must be a UUID");
    }
    return whole;
  }

  /**
   * {@return whether two names denote the same person} Compares the ids if both names include one.
   * Otherwise compares the names in compatibility form, ignoring case and invisible characters; a
   * name that equals the other's id also matches.
   *
   * @param one any name
   * @param other any name
   */
  public static boolean same(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    return key(one).matches(key(other));
  }

  /**
   * {@return the compared form of a name}
   *
   * @param name any name
   */
  public static PersonKey key(String name) {
    Matcher parts = WITH_ID.matcher(name);
    return parts.matches()
        ? new PersonKey(fold(parts.group("name")), parts.group("id"))
        : new PersonKey(fold(name), "");
  }

  /**
   * {@return whether a name begins with a prefix, compared in compatibility form, ignoring case and
   * invisible characters}
   *
   * @param name any name
   * @param prefix the prefix in lower case, such as {@code system:}
   */
  public static boolean beginsWith(String name, String prefix) {
    return fold(name).startsWith(prefix);
  }

  /**
   * {@return a name in compatibility form (NFKC), without invisible characters and with single
   * spaces; may be empty}
   *
   * @param name any text
   */
  public static String clean(String name) {
    StringBuilder text = new StringBuilder();
    Normalizer.normalize(requireNonNull(name, "name"), Normalizer.Form.NFKC)
        .codePoints()
        .filter(c -> !isInvisible(c))
        .forEach(text::appendCodePoint);
    return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s+", " ").strip();
  }

  private static String fold(String name) {
    return clean(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /**
   * Includes format characters and the other ignorable ones of Unicode: fillers and variation
   * selectors.
   */
  static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT
        || (Character.isISOControl(c) && !Character.isWhitespace(c))
        || c == 0x034F
        || (c >= 0x115F && c <= 0x1160)
        || (c >= 0x17B4 && c <= 0x17B5)
        || (c >= 0x180B && c <= 0x180F)
        || c == 0x3164
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == 0xFFA0
        || (c >= 0xE0000 && c <= 0xE0FFF);
  }
}
