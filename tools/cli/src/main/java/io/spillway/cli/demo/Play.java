package io.spillway.cli.demo;

import io.spillway.wire.Json;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One thing that the demo does to the server. */
sealed interface Play {

  /**
   * A viewer writes.
   *
   * @param times how often the same message is sent, at the same time
   */
  record Say(String messageId, String author, String text, int times) implements Play {

    /** The message as the HTTP API takes it. */
    String json() {
      return Json.text(
          Json.object().put("messageId", messageId).put("author", author).put("text", text));
    }

    /** Says nothing of the text. */
    @Override
    public String toString() {
      return "Say[" + messageId + "]";
    }
  }

  /**
   * Something happens on the stream.
   *
   * @param json the event as the HTTP API takes it
   * @param times how often the same event is sent, at the same time
   */
  record Happen(Event event, String json, int times) implements Play {}

  /** An event that the HTTP API must refuse. */
  record Malformed(String json) implements Play {}

  /** An outside producer puts a good event straight into the queue. */
  record Enqueue(Event event, String payload) implements Play {}

  /** An outside producer puts something into the queue that can only be given up on. */
  record EnqueueHopeless(String payload) implements Play {}

  /**
   * What an event must count as.
   *
   * @param money given; null unless it is a donation
   */
  record Event(String eventId, String type, @Nullable Money money) {}

  /** An amount in a currency. */
  record Money(BigDecimal amount, String currency) {}
}
