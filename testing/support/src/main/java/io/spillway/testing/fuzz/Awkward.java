package io.spillway.testing.fuzz;

import java.util.List;
import java.util.Random;

/** Generator of values that often break parsers. */
final class Awkward {

  /** Nesting beyond the limit of any parser. */
  private static final int DEEP = 10_000;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "\r\nSet-Cookie: a=b",
          "\u202Eecived\u202C",
          "\u200B\uFEFF",
          "\uD800",
          "\uDC00\uD800",
          "\uDBFF\uDFFF",
          "e\u0301".repeat(50),
          "a".repeat(49),
          "a".repeat(256),
          "a".repeat(501),
          "a" + "\u0301".repeat(2_000),
          "_unknown",
          "_x",
          "..",
          "\uD83C\uDF89".repeat(300),
          "../../etc/passwd",
          "%2e%2e%2f",
          "%",
          "%zz",
          "a/b",
          "a~b~c",
          "~",
          "*",
          "-1",
          "0",
          "1e999999",
          "NaN",
          "9".repeat(400),
          "-9223372036854775809",
          "true",
          "null",
          "{}",
          "9999-12-31T23:59:59Z",
          "+999999999-12-31T23:59:59+18:00",
          "-999999999-01-01T00:00:00-18:00",
          "2026-02-30T00:00:00Z",
          "2026-11-23T24:00:00Z",
          "USD",
          "XXX",
          "system:sweep",
          "main",
          "m-2",
          "MAIN",
          "main~m-2",
          "\u0130\u0131ſ",
          "' OR 1=1 --",
          "${jndi:ldap://x}",
          "<script>",
          "(a+)+$");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-1",
          "1.5",
          "1e2",
          "1e999999",
          "-1e999999",
          "1e-999999",
          "1e99999999999",
          "1E-99999999999",
          "2147483647",
          "2147483648",
          "-2147483649",
          "9223372036854775808",
          "0.1e1",
          "1e2147483647",
          "1e-2147483648",
          "0e999999999",
          "00",
          "+1",
          ".5",
          "NaN",
          "Infinity",
          "0x10");

  private Awkward() {}

  static String text(Random random) {
    return random.nextInt(40) == 0
        ? one(List.of("x", "é", "🎉"), random).repeat(1 + random.nextInt(30_000))
        : one(TEXTS, random);
  }

  /** Returns a JSON value, sometimes an invalid one. */
  static String json(Random random) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> one(NUMBERS, random);
      case 3 -> one(List.of("null", "true", "false", "[]", "{}", "[[]]", "{\"a\":{}}"), random);
      case 4 -> "[" + "\"a\",".repeat(random.nextInt(2_000)) + "null]";
      case 5 -> (random.nextBoolean() ? "9" : "0.0").repeat(1 + random.nextInt(2_000));
      case 6 -> nestDeeply(random);
      case 7 -> "\"\\u" + Integer.toHexString(0xD800 + random.nextInt(0x800)) + "\"";
      case 8 -> "{" + members(random) + "\"a\":1}";
      default -> quote(text(random));
    };
  }

  /** Returns a JSON name, sometimes a very long one. */
  static String name(Random random) {
    return quote(random.nextInt(4) == 0 ? "n".repeat(1 + random.nextInt(45_000)) : text(random));
  }

  /** Returns members of an object, each followed by a comma. */
  static String members(Random random) {
    StringBuilder members = new StringBuilder();
    for (int i = random.nextInt(4_000); i > 0; i--) {
      members.append('"').append(i).append("\":1,");
    }
    return members.toString();
  }

  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static String nestDeeply(Random random) {
    int depth = 1 + random.nextInt(random.nextBoolean() ? 40 : DEEP);
    boolean closed = random.nextBoolean();
    return random.nextBoolean()
        ? "[".repeat(depth) + (closed ? "]".repeat(depth) : "")
        : "{\"a\":".repeat(depth) + "1" + (closed ? "}".repeat(depth) : "");
  }

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
