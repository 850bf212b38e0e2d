package io.spillway.wire;

import io.spillway.ports.queue.Payload;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Encoding of payloads as text of queue messages. Spillway writes Base64. Other producers write
 * plain text, or Base64 with line breaks, without padding or in the URL-safe alphabet. All
 * consumers use this decoder: the functions ({@code messageEncoding} is {@code none}) and the
 * Storage Queue adapter.
 *
 * <p>Decoding is lossless: canonical Base64 is always decoded and can be restored from the result.
 * Other Base64 is decoded only if the result is a JSON object or array. Any other text is the
 * payload itself, byte for byte. A plain text that happens to be canonical Base64 is misread; a
 * JSON object never is.
 */
public final class QueueText {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private QueueText() {}

  /**
   * Encodes a payload as Base64.
   *
   * @param payload any bytes
   * @return the message's text
   */
  public static String encode(Payload payload) {
    return Base64.getEncoder().encodeToString(payload.bytes());
  }

  /**
   * Decodes the payload of a message. Inverts {@link #encode}.
   *
   * @param text the message's text in UTF-8, as received; may be empty
   * @return the payload; the text itself if it is not Base64
   */
  public static Payload decode(byte[] text) {
    int start = firstVisible(text);
    if (start == text.length || opensJson(text[start])) {
      return Payload.of(text);
    }
    byte[] exact = base64(text);
    if (exact != null && Arrays.equals(Base64.getEncoder().encode(exact), text)) {
      return Payload.of(exact);
    }
    byte[] plain = standard(text, start);
    byte[] inside = plain == null ? null : base64(plain);
    return Payload.of(inside != null && isJson(inside) ? inside : text);
  }

  private static byte @Nullable [] base64(byte[] text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  /**
   * Converts to the standard alphabet without white space and padding; returns null for other
   * characters.
   */
  private static byte @Nullable [] standard(byte[] text, int start) {
    byte[] kept = new byte[text.length];
    int size = 0;
    int padding = 0;
    for (int i = start; i < text.length; i++) {
      byte next = text[i];
      if (isSpace(next)) {
        continue;
      }
      if (next == '=') {
        padding++;
      } else if (padding > 0) {
        return null;
      } else {
        kept[size++] = next == '-' ? (byte) '+' : next == '_' ? (byte) '/' : next;
      }
    }
    return padding > 2 ? null : Arrays.copyOf(kept, size);
  }

  private static boolean isJson(byte[] bytes) {
    int start = firstVisible(bytes);
    int last = bytes.length - 1;
    while (last > start && isSpace(bytes[last])) {
      last--;
    }
    return last > start
        && opensJson(bytes[start])
        && (bytes[last] == '}' || bytes[last] == ']')
        && Payload.of(bytes).text().isPresent();
  }

  private static boolean opensJson(byte first) {
    return first == '{' || first == '[';
  }

  /**
   * Returns the index of the first byte after a byte order mark and white space; the length if all
   * are skipped.
   */
  private static int firstVisible(byte[] text) {
    int at =
        text.length >= 3 && Arrays.equals(BYTE_ORDER_MARK, Arrays.copyOf(text, 3))
            ? BYTE_ORDER_MARK.length
            : 0;
    while (at < text.length && isSpace(text[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte next) {
    return next == ' ' || next == '\t' || next == '\r' || next == '\n';
  }
}
