package io.spillway.wire;

import io.spillway.ports.queue.Payload;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Form of a payload as a queue message's text. Own senders write Base64. Other producers write
 * plain text, or Base64 with line breaks, without padding or in the URL-safe alphabet. The one
 * decoder for all of them: the functions use it on what the host hands over ({@code
 * messageEncoding} is {@code none}), and the Storage Queue adapter on what it receives.
 *
 * <p>Nothing is lost by decoding: exact Base64 is decoded whatever is in it, and can be written
 * again from the result. Any other Base64 is decoded only when a JSON object or array comes out.
 * Every other text is the payload, byte for byte. Only a plain text that is exact Base64 by chance
 * cannot be told apart; a JSON object never is.
 */
public final class QueueText {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private QueueText() {}

  /**
   * Writes a payload as Base64.
   *
   * @param payload any bytes
   * @return the message's text
   */
  public static String encode(Payload payload) {
    return Base64.getEncoder().encodeToString(payload.bytes());
  }

  /**
   * Reads the payload of a message. What {@link #encode} wrote becomes the payload that it was.
   *
   * @param text the message's text in UTF-8, as its queue gave it; may be empty
   * @return the payload, which is the text itself when that is no Base64
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

  /** The text in the standard alphabet, without white space and padding; null if it had more. */
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

  /** The first byte behind a byte order mark and white space; the length when there is none. */
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
