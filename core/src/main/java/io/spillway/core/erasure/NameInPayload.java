package io.spillway.core.erasure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.ports.AuthorNames;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.queue.Payload;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An author's name as a JSON text in a payload, in any spelling with an equal {@link
 * AuthorNames#key}, also escaped. Works on malformed and truncated JSON, and leaves every other
 * byte as it was. The identifiers of an event are not names.
 */
final class NameInPayload {

  /** Fields that an event needs, whose values are ids and types. */
  private static final Set<String> IDENTIFIERS =
      Set.of("streamId", "eventId", "type", "id", "source", "subject", "specversion");

  /** A JSON text, of which the end may be missing, and the colon after a field's name. */
  private static final Pattern TEXT =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)(\"|\\\\?\\z)(\\s*+:)?", Pattern.DOTALL);

  private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)", Pattern.DOTALL);

  private final String key;

  NameInPayload(String name) {
    this.key = AuthorNames.key(name);
  }

  boolean isIn(Payload payload) {
    return !removedFrom(payload).equals(payload);
  }

  /** Returns the payload with {@link Erasure#PLACEHOLDER} in place of the name. */
  Payload removedFrom(Payload payload) {
    // One character for each byte, so that bytes that are not UTF-8 are left as they were.
    String bytes = new String(payload.bytes(), ISO_8859_1);
    StringBuilder rest = new StringBuilder(bytes.length());
    String field = "";
    int end = 0;
    Matcher text = TEXT.matcher(bytes);
    while (text.find()) {
      if (text.group(3) != null) {
        field = unescape(text.group(1));
      } else if (isName(text) && !IDENTIFIERS.contains(field)) {
        rest.append(bytes, end, text.start(1)).append(Erasure.PLACEHOLDER);
        end = text.end(1);
      }
    }
    return end == 0
        ? payload
        : Payload.of(rest.append(bytes, end, bytes.length()).toString().getBytes(ISO_8859_1));
  }

  /** Returns whether a text is the name, or its beginning if its end is missing. */
  private boolean isName(MatchResult text) {
    String name = AuthorNames.key(unescape(text.group(1)));
    boolean isWhole = text.group(2).equals("\"");
    return isWhole ? name.equals(key) : !name.isEmpty() && key.startsWith(name);
  }

  private static String unescape(String raw) {
    String text = new String(raw.getBytes(ISO_8859_1), UTF_8);
    return text.indexOf('\\') < 0
        ? text
        : ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(unescaped(escape)));
  }

  private static String unescaped(MatchResult escape) {
    String sign = escape.group(1);
    if (sign.length() > 1) {
      return String.valueOf((char) Integer.parseInt(sign.substring(1), 16));
    }
    return switch (sign) {
      case "n" -> "\n";
      case "t" -> "\t";
      case "r" -> "\r";
      case "b" -> "\b";
      case "f" -> "\f";
      default -> sign;
    };
  }
}
