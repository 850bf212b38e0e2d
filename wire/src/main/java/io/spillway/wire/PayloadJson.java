package io.spillway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.queue.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * JSON of a payload: {@code {size, sha256, text}} if it is UTF-8, otherwise {@code {size, sha256,
 * base64}}; if space is limited, {@code {size, sha256, deflated}} with zlib-compressed bytes in
 * Base64. All formats are exact, byte for byte.
 */
final class PayloadJson {

  /** Limit of decompressed bytes, larger than any payload, which prevents unlimited inflation. */
  private static final int MAX_INFLATED = 65_536;

  private PayloadJson() {}

  static ObjectNode write(Payload payload) {
    ObjectNode node = bare(payload);
    payload
        .text()
        .ifPresentOrElse(
            text -> node.put("text", text), () -> node.put("base64", base64(payload.bytes())));
    return node;
  }

  /** Writes the shortest of the formats. */
  static ObjectNode writeShort(Payload payload) {
    List<ObjectNode> forms = new ArrayList<>();
    forms.add(write(payload));
    forms.add(bare(payload).put("base64", base64(payload.bytes())));
    if (payload.size() <= MAX_INFLATED) {
      forms.add(bare(payload).put("deflated", base64(deflate(payload.bytes()))));
    }
    return Collections.min(forms, Comparator.comparing(form -> Json.bytes(form).length));
  }

  static Payload read(JsonNode node) {
    String text = Stored.textOrNull(node, "text");
    if (text != null) {
      return Payload.of(text.getBytes(UTF_8));
    }
    String deflated = Stored.textOrNull(node, "deflated");
    return Payload.of(
        deflated == null ? bytes(Stored.text(node, "base64")) : inflate(bytes(deflated)));
  }

  private static ObjectNode bare(Payload payload) {
    return Json.object().put("size", payload.size()).put("sha256", payload.sha256());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(bytes);
      deflater.finish();
      // Incompressible data grows by a few bytes per 16 KB.
      byte[] deflated = new byte[bytes.length + bytes.length / 1_000 + 64];
      return Arrays.copyOf(deflated, deflater.deflate(deflated));
    } finally {
      deflater.end();
    }
  }

  private static byte[] inflate(byte[] bytes) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes);
      byte[] inflated = new byte[MAX_INFLATED + 1];
      int length = inflater.inflate(inflated);
      if (length > MAX_INFLATED) {
        throw new IllegalArgumentException("deflated has more than " + MAX_INFLATED + " bytes");
      }
      if (!inflater.finished()) {
        throw new IllegalArgumentException("deflated is damaged");
      }
      return Arrays.copyOf(inflated, length);
    } catch (DataFormatException damaged) {
      throw new IllegalArgumentException("deflated is damaged", damaged);
    } finally {
      inflater.end();
    }
  }
}
