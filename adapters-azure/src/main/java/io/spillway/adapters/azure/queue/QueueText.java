package io.spillway.adapters.azure.queue;

import com.azure.core.util.BinaryData;
import io.spillway.ports.queue.Payload;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * How a payload is written as a queue message's text: in Base64, which the Functions host expects.
 * Some producers send plain text all the same. That is delivered byte for byte as its text, so that
 * it can be understood or buried like any other and holds up nobody; only a plain text that happens
 * to be Base64 cannot be told apart, and JSON never is.
 */
final class QueueText {

  private QueueText() {}

  static String encode(Payload payload) {
    return Base64.getEncoder().encodeToString(payload.bytes());
  }

  /** The payload of a message; an empty one has no body. */
  static Payload decode(@Nullable BinaryData body) {
    byte[] text = body == null ? new byte[0] : body.toBytes();
    try {
      return Payload.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException plainText) {
      return Payload.of(text);
    }
  }
}
