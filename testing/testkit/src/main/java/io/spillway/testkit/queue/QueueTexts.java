package io.spillway.testkit.queue;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.ports.queue.Payload;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Table of texts that producers send to a queue, with the decoded payloads. Every path from a queue
 * to a function is tested against it.
 */
public final class QueueTexts {

  private static final String JSON =
      "{\"streamId\":\"main\",\"type\":\"follow\",\"user\":\"ada~?\u00fc\",\"id\":\"e-1\"}";
  private static final byte[] BYTES = JSON.getBytes(UTF_8);
  private static final byte[] BINARY = {0, (byte) 0xC3, (byte) 0x28, (byte) 0xFF, 7};

  private QueueTexts() {}

  /**
   * A row of the table.
   *
   * @param name the description, for reports
   * @param text the text in the queue
   * @param payload the decoded payload
   * @param failure the failure's code of the dead letter; null for a valid event
   */
  public record Row(String name, String text, Payload payload, @Nullable String failure) {

    @Override
    public String toString() {
      return name;
    }
  }

  /** {@return all rows} */
  public static List<Row> all() {
    String base64 = Base64.getEncoder().encodeToString(BYTES);
    String unpadded = Base64.getEncoder().withoutPadding().encodeToString(BYTES);
    return List.of(
        event("plain JSON", JSON),
        event("plain JSON behind white space", " \r\n\t" + JSON + "\n"),
        event("plain JSON behind a byte order mark", "\uFEFF" + JSON),
        decoded("Base64", base64),
        decoded("Base64 with a line break at its end", base64 + "\n"),
        decoded(
            "Base64 in lines", Base64.getMimeEncoder(20, new byte[] {'\n'}).encodeToString(BYTES)),
        decoded("Base64 in lines of MIME", Base64.getMimeEncoder().encodeToString(BYTES) + "\r\n"),
        decoded("Base64 between spaces", "  " + base64 + " \t"),
        decoded("Base64 without padding", unpadded),
        decoded("Base64 with too much padding", unpadded + "=="),
        decoded("Base64 in the URL-safe alphabet", Base64.getUrlEncoder().encodeToString(BYTES)),
        decoded(
            "URL-safe Base64 without padding",
            Base64.getUrlEncoder().withoutPadding().encodeToString(BYTES)),
        decoded("Base64 behind a byte order mark", "\uFEFF" + base64),
        new Row(
            "Base64 of JSON behind a byte order mark",
            encode(("\uFEFF" + JSON).getBytes(UTF_8)),
            Payload.of("\uFEFF" + JSON),
            null),
        enqueued("an empty text", "", "event.not-json"),
        enqueued("white space", "   ", "event.not-json"),
        enqueued("a byte order mark alone", "\uFEFF", "event.not-json"),
        enqueued("words", "hello world", "event.not-json"),
        enqueued("words that would decode to an opening brace", "extra hello", "event.not-json"),
        enqueued("something like Base64", "!!!not base64===", "event.not-json"),
        enqueued("padding within", "eyJh=IjoxfQ", "event.not-json"),
        enqueued("padding alone", "====", "event.not-json"),
        enqueued("JSON in HTML", "&quot;" + JSON, "event.not-json"),
        enqueued("JSON in quotes", "\"{}\"", "event.not-an-object"),
        enqueued("a batch of events", "[" + JSON + "]", "event.not-an-object"),
        new Row(
            "Base64 of an array",
            encode("[1]".getBytes(UTF_8)),
            Payload.of("[1]"),
            "event.not-an-object"),
        new Row(
            "Base64 twice", encode(base64.getBytes(UTF_8)), Payload.of(base64), "event.not-json"),
        enqueued("Base64 in lines, not of JSON", encode(BINARY) + "\n", "event.not-json"),
        new Row(
            "Base64 of bytes that are not text",
            encode(BINARY),
            Payload.of(BINARY),
            "event.not-utf8"),
        new Row(
            "Base64 of UTF-16",
            encode(JSON.getBytes(UTF_16LE)),
            Payload.of(JSON.getBytes(UTF_16LE)),
            "event.not-utf8"),
        new Row(
            "a word that is Base64 by chance",
            "helloabc",
            Payload.of(Base64.getDecoder().decode("helloabc")),
            "event.not-utf8"));
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Row event(String name, String text) {
    return new Row(name, text, Payload.of(text), null);
  }

  private static Row decoded(String name, String text) {
    return new Row(name, text, Payload.of(BYTES), null);
  }

  private static Row enqueued(String name, String text, String failure) {
    return new Row(name, text, Payload.of(text), failure);
  }
}
