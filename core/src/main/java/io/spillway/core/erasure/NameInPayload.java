package io.spillway.core.erasure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.ports.AuthorNames;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.queue.Payload;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An author's name as a JSON text in a payload, in any spelling with an equal {@link
 * AuthorNames#key}, also escaped, in Base64 or in JSON inside a text. Works on malformed and
 * truncated JSON, and leaves every other byte as it was. The identifiers of an event are not names.
 */
final class NameInPayload {

  /** Fields that an event needs, whose values are ids and types. */
  private static final Set<String> IDENTIFIERS =
      Set.of("streamId", "eventId", "type", "id", "source", "subject", "specversion");

  /** A JSON text, of which the end may be missing, and the colon after a field's name. */
  private static final Pattern TEXT =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)(\"|\\\\?\\z)(\\s*+:)?", Pattern.DOTALL);

  private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)", Pattern.DOTALL);

  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f]");

  /** Field of an event whose value is JSON in Base64. */
  private static final String BASE64 = "data_base64";

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
    int copied = 0;
    Matcher text = TEXT.matcher(bytes);
    while (text.find()) {
      if (text.group(3) != null) {
        field = unescape(text.group(1));
      } else {
        String value = isName(text) ? Erasure.PLACEHOLDER : parseNested(field, text.group(1));
        if (value != null && !IDENTIFIERS.contains(field)) {
          rest.append(bytes, copied, text.start(1)).append(value);
          copied = text.end(1);
        }
      }
    }
    return copied == 0
        ? payload
        : Payload.of(rest.append(bytes, copied, bytes.length()).toString().getBytes(ISO_8859_1));
  }

  /** Returns a text that is JSON itself without the name; null if it does not have the name. */
  private @Nullable String parseNested(String field, String raw) {
    if (field.equals(BASE64)) {
      byte[] inner = decode(raw);
      byte[] rest = removedFrom(Payload.of(inner)).bytes();
      return Arrays.equals(inner, rest) ? null : Base64.getEncoder().encodeToString(rest);
    }
    if (!raw.startsWith("{")) {
      return null;
    }
    Payload inner = Payload.of(unescape(raw));
    Payload rest = removedFrom(inner);
    return rest.equals(inner) ? null : escape(new String(rest.bytes(), ISO_8859_1));
  }

  private static byte[] decode(String raw) {
    try {
      return Base64.getDecoder().decode(unescape(raw));
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  private static String escape(String text) {
    return CONTROL
        .matcher(text.replace("\\", "\\\\").replace("\"", "\\\""))
        .replaceAll(
            sign -> Matcher.quoteReplacement("\\u%04x".formatted((int) sign.group().charAt(0))));
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
        : ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(sign(escape)));
  }

  private static String sign(MatchResult escape) {
    String code = escape.group(1);
    if (code.length() > 1) {
      return String.valueOf((char) Integer.parseInt(code.substring(1), 16));
    }
    return switch (code) {
      case "n" -> "\n";
      case "t" -> "\t";
      case "r" -> "\r";
      case "b" -> "\b";
      case "f" -> "\f";
      default -> code;
    };
  }
}
