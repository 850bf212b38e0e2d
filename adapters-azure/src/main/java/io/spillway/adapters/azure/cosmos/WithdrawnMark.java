package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.message.MessageChange;
import io.spillway.ports.message.MessageFeed;
import io.spillway.wire.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Document that replaces a withdrawn message for a day, since the change feed has no deletions. It
 * has neither name nor text, and no sort key, so that no listing or count includes it.
 */
final class WithdrawnMark {

  private static final String TYPE = "withdrawn";

  /** The property with the message's time of sending. */
  private static final String SENT_AT = "messageSentAt";

  /** Longer than a cursor is valid, in case the clocks of a process and the database differ. */
  private static final Duration KEPT = MessageFeed.WITHDRAWN_KEPT.plus(Duration.ofMinutes(10));

  private WithdrawnMark() {}

  /** Returns the document's id; a message's id has no tilde. */
  static String id(String messageId) {
    return TYPE + "~" + messageId;
  }

  /**
   * Returns the document.
   *
   * @param message the message's document
   */
  static ObjectNode of(ObjectNode message) {
    String messageId = message.path("id").asText();
    return DocumentForm.stamp(
            Json.object().put("streamId", message.path("streamId").asText()), id(messageId))
        .put(DocumentQuery.DOCUMENT_TYPE, TYPE)
        .put("messageId", messageId)
        .put("ttl", KEPT.toSeconds())
        .put(SENT_AT, message.path("sentAt").asText());
  }

  static boolean is(JsonNode document) {
    return document.path(DocumentQuery.DOCUMENT_TYPE).asText().equals(TYPE);
  }

  /** Returns the withdrawal, at the database's time of the write. */
  static MessageChange change(JsonNode mark) {
    Instant at = Instant.ofEpochSecond(mark.path("_ts").asLong());
    return new MessageChange.Withdrawn(mark.path("messageId").asText(), at);
  }

  /** Returns the message's time of sending; null if unknown. */
  static @Nullable Instant sentAt(JsonNode mark) {
    try {
      return mark.has(SENT_AT) ? Instant.parse(mark.path(SENT_AT).asText()) : null;
    } catch (DateTimeException modified) {
      return null;
    }
  }
}
