package io.spillway.embedding.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Events for the queue from the JSON of other platforms, as a producer writes them. A kind that is
 * not mapped has no event.
 */
final class QueueEvents {

  private static final int MICROS = 6;

  private QueueEvents() {}

  /** Maps an activity of StreamElements. */
  static Optional<ObjectNode> ofStreamElements(String streamId, JsonNode activity) {
    JsonNode data = activity.path("data");
    String name = data.path("displayName").asText(data.path("username").asText());
    ObjectNode event =
        event(streamId, "streamelements", activity.path("_id").asText(), name)
            .put("occurredAt", activity.path("createdAt").asText());
    return switch (activity.path("type").asText()) {
      case "tip" -> {
        event.put("type", "donation").put("amount", data.path("amount").asText());
        putText(event, "message", data.path("message").asText());
        yield Optional.of(event.put("currency", data.path("currency").asText()));
      }
      case "follow" -> Optional.of(event.put("type", "follow"));
      case "subscriber" ->
          Optional.of(
              event
                  .put("type", "subscription")
                  .put("tier", data.path("tier").asText("1000"))
                  .put("months", data.path("amount").asInt(1)));
      case "cheer" ->
          Optional.of(event.put("type", "cheer").put("bits", data.path("amount").asInt()));
      case "raid" ->
          Optional.of(event.put("type", "raid").put("viewers", data.path("amount").asInt()));
      default -> Optional.empty();
    };
  }

  /** Maps an event of Streamlabs' Socket API, which has several donations. */
  static List<ObjectNode> ofStreamlabs(String streamId, JsonNode socketEvent) {
    List<ObjectNode> events = new ArrayList<>();
    if (socketEvent.path("type").asText().equals("donation")) {
      for (JsonNode donation : socketEvent.path("message")) {
        ObjectNode event =
            event(
                    streamId,
                    "streamlabs",
                    donation.path("id").asText(),
                    donation.path("name").asText())
                .put("type", "donation")
                .put("amount", donation.path("amount").asText())
                .put("currency", donation.path("currency").asText());
        putText(event, "message", donation.path("message").asText());
        events.add(event);
      }
    }
    return events;
  }

  /** Maps a message of YouTube's live chat: a Super Chat, a Super Sticker or a membership. */
  static Optional<ObjectNode> ofYouTube(String streamId, JsonNode message) {
    JsonNode snippet = message.path("snippet");
    ObjectNode event =
        event(
                streamId,
                "youtube",
                message.path("id").asText(),
                message.at("/authorDetails/displayName").asText())
            .put("occurredAt", snippet.path("publishedAt").asText());
    return switch (snippet.path("type").asText()) {
      case "superChatEvent" -> {
        JsonNode details = snippet.path("superChatDetails");
        putText(event, "message", details.path("userComment").asText());
        yield Optional.of(donation(event, details));
      }
      case "superStickerEvent" -> Optional.of(donation(event, snippet.path("superStickerDetails")));
      case "newSponsorEvent" ->
          Optional.of(
              event
                  .put("type", "subscription")
                  .put("tier", snippet.at("/newSponsorDetails/memberLevelName").asText()));
      case "memberMilestoneChatEvent" ->
          Optional.of(
              event
                  .put("type", "subscription")
                  .put("tier", snippet.at("/memberMilestoneChatDetails/memberLevelName").asText())
                  .put("months", snippet.at("/memberMilestoneChatDetails/memberMonth").asInt()));
      case "membershipGiftingEvent" ->
          Optional.of(
              event
                  .put("type", "gift")
                  .put(
                      "tier",
                      snippet.at("/membershipGiftingDetails/giftMembershipsLevelName").asText())
                  .put(
                      "count",
                      snippet.at("/membershipGiftingDetails/giftMembershipsCount").asInt()));
      default -> Optional.empty();
    };
  }

  /** YouTube sends amounts in millionths of the currency's main unit, as a text of digits. */
  private static ObjectNode donation(ObjectNode event, JsonNode details) {
    BigDecimal amount = new BigDecimal(details.path("amountMicros").asText()).movePointLeft(MICROS);
    return event
        .put("type", "donation")
        .put("amount", amount.stripTrailingZeros().toPlainString())
        .put("currency", details.path("currency").asText());
  }

  private static ObjectNode event(String streamId, String source, String id, String actor) {
    return Json.object()
        .put("streamId", streamId)
        .put("source", source)
        .put("id", id)
        .put("actor", actor.isBlank() ? "Anonymous" : actor);
  }

  private static void putText(ObjectNode event, String field, String text) {
    if (!text.isBlank()) {
      event.put(field, text);
    }
  }
}
