package io.spillway.cli.demo;

import io.spillway.wire.Json;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Action of the demo on the server. */
sealed interface Play {

  /**
   * A viewer's message.
   *
   * @param times the number of concurrent sends of the same message
   */
  record Say(String messageId, String author, String text, int times) implements Play {

    /** Returns the message as JSON for the HTTP API. */
    String json() {
      return Json.text(
          Json.object().put("messageId", messageId).put("author", author).put("text", text));
    }

    /** Omits the text. */
    @Override
    public String toString() {
      return "Say[" + messageId + "]";
    }
  }

  /**
   * A stream event.
   *
   * @param json the event as JSON for the HTTP API
   * @param times the number of concurrent sends of the same event
   */
  record Happen(Event event, String json, int times) implements Play {}

  /** An event that the HTTP API must reject. */
  record Malformed(String json) implements Play {}

  /** A valid event that an external producer puts into the queue. */
  record Enqueue(Event event, String payload) implements Play {}

  /** An invalid payload that an external producer puts into the queue; becomes a dead letter. */
  record EnqueueHopeless(String payload) implements Play {}

  /**
   * Expected effect of an event.
   *
   * @param money the amount of a donation; null for other events
   */
  record Event(String eventId, String type, @Nullable Money money) {}

  /** An amount in a currency. */
  record Money(BigDecimal amount, String currency) {}
}
