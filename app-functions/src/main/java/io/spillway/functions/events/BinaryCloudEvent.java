package io.spillway.functions.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.functions.http.JsonContent;
import io.spillway.wire.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvent in the binary mode of the HTTP binding: attributes are headers with the prefix {@code
 * ce-}, and the body is the data. Becomes a CloudEvent in structured JSON.
 */
final class BinaryCloudEvent {

  private static final String PREFIX = "ce-";
  private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,100}");

  private BinaryCloudEvent() {}

  /** Returns whether a request has headers of this mode. */
  static boolean isIn(HttpRequestMessage<?> request) {
    return request.getHeaders().keySet().stream().anyMatch(BinaryCloudEvent::isAttribute);
  }

  private static boolean isAttribute(String header) {
    return header.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /** Reads the event. Rejects headers that are no attributes, or have another encoding. */
  static ObjectNode of(HttpRequestMessage<?> request, JsonContent content) {
    ObjectNode event = Json.object();
    List<InvalidField> invalid = new ArrayList<>();
    for (Map.Entry<String, String> header : request.getHeaders().entrySet()) {
      if (!isAttribute(header.getKey())) {
        continue;
      }
      String name = header.getKey().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
      String value = decode(header.getValue());
      String problem = problem(name, value);
      if (problem == null) {
        event.put(name, value);
      } else {
        invalid.add(new InvalidField(shown(name), problem));
      }
    }
    if (!invalid.isEmpty()) {
      throw new InvalidInputException(invalid);
    }
    if (!content.text().isBlank()) {
      event.set("data", content.object());
    }
    return event;
  }

  private static @Nullable String problem(String name, @Nullable String value) {
    if (!NAME.matcher(name).matches() || name.equals("data")) {
      return "is not a name of an attribute: use lower-case letters and digits";
    }
    if (name.equals("datacontenttype")) {
      return "must be sent as Content-Type";
    }
    return value == null ? "must be percent-encoded UTF-8" : null;
  }

  private static String shown(String name) {
    return PREFIX + (name.length() <= 100 ? name : name.substring(0, 100) + "…");
  }

  /** Decodes a header's value once; null if it is malformed. */
  private static @Nullable String decode(String header) {
    String text = unquote(header.strip());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (sign == '%') {
        if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
          return null;
        }
        bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 2;
      } else if (sign < ' ' || sign > '~') {
        return null;
      } else {
        bytes.write(sign);
      }
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean isHex(char sign) {
    return HexFormat.isHexDigit(sign);
  }

  /** Removes the quotes and escapes of a quoted string. */
  private static String unquote(String value) {
    boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return isQuoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
  }
}
