package io.spillway.embedding.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventDetail.Cheer;
import io.spillway.ports.event.EventDetail.Donation;
import io.spillway.ports.event.EventDetail.Follow;
import io.spillway.ports.event.EventDetail.Gift;
import io.spillway.ports.event.EventDetail.Raid;
import io.spillway.ports.event.EventDetail.Subscription;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.wire.EventPayload;
import io.spillway.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Maps payloads in the documented forms of the platforms, with values of our own. */
class QueueEventsTest {

  /** Reads an event as the queue's consumer does. */
  private static StreamEvent read(ObjectNode event) {
    EventDraft draft = EventPayload.read(Payload.of(Json.text(event))).draft();
    EventType type = EventType.named(String.valueOf(draft.type())).orElseThrow();
    EventFields fields = draft.fields();
    if (type == EventType.GIFT) {
      fields = fields.with(EventField.ANONYMOUS, false); // the default
    }
    if (type == EventType.SUBSCRIPTION && fields.get(EventField.MONTHS) == null) {
      fields = fields.with(EventField.MONTHS, 1); // the default
    }
    String at = draft.occurredAt();
    return new StreamEvent(
        String.valueOf(draft.streamId()),
        String.valueOf(draft.source()),
        String.valueOf(draft.eventId()),
        String.valueOf(draft.actor()),
        at == null ? Instant.EPOCH : Instant.parse(at),
        type.detail(fields));
  }

  private static Donation donation(String amount, String currency, String message) {
    return new Donation(Money.parse(amount, currency), message);
  }

  private static StreamEvent ofStreamElements(String type, String data) {
    String activity =
        """
        {"_id":"66b0f2c4e1","channel":"5f1e","type":"%s","provider":"twitch","flagged":false,
        "createdAt":"2026-11-23T17:58:01.250Z","updatedAt":"2026-11-23T17:58:01.250Z",
        "data":{"username":"ann_lee","displayName":"Ann_Lee","providerId":"4242",
        "avatar":"https://example.org/a.png",%s}}"""
            .formatted(type, data);
    return read(QueueEvents.ofStreamElements("main", Json.readObject(activity)).orElseThrow());
  }

  @Test
  void a_tip_of_streamelements_is_a_donation() {
    StreamEvent event =
        ofStreamElements(
            "tip",
            "\"amount\":12.5,\"currency\":\"EUR\",\"message\":\"for the finale\","
                + "\"tipId\":\"66b0f2c3\"");

    assertThat(event.source()).isEqualTo("streamelements");
    assertThat(event.eventId()).isEqualTo("66b0f2c4e1");
    assertThat(event.actor()).isEqualTo("Ann_Lee");
    assertThat(event.occurredAt()).isEqualTo("2026-11-23T17:58:01.250Z");
    assertThat(event.detail()).isEqualTo(donation("12.50", "EUR", "for the finale"));
  }

  @Test
  void other_activities_of_streamelements_have_their_own_types() {
    assertThat(ofStreamElements("follow", "\"quantity\":0").detail()).isEqualTo(new Follow());
    assertThat(ofStreamElements("subscriber", "\"amount\":7,\"tier\":\"2000\"").detail())
        .isEqualTo(new Subscription("2000", 7));
    assertThat(ofStreamElements("cheer", "\"amount\":300,\"message\":\"cheer300\"").detail())
        .isEqualTo(new Cheer(300, false));
    assertThat(ofStreamElements("raid", "\"amount\":41").detail()).isEqualTo(new Raid(41));
    assertThat(QueueEvents.ofStreamElements("main", Json.readObject("{\"type\":\"redemption\"}")))
        .isEmpty();
  }

  @Test
  void a_message_of_streamlabs_may_have_several_donations() {
    String message =
        """
        {"type":"donation","event_id":"evt_51f0","message":[
        {"id":7301,"_id":"a1","name":"Ann","amount":"4.20","formatted_amount":"$4.20",
        "formattedAmount":"$4.20","message":"hello there","currency":"USD","emotes":null,
        "iconClassName":"user","to":{"name":"main"},"from":"Ann","from_user_id":null},
        {"id":7302,"_id":"a2","name":"Bob","amount":3,"message":"","currency":"GBP"}]}""";

    List<ObjectNode> events = QueueEvents.ofStreamlabs("main", Json.readObject(message));

    assertThat(events.stream().map(QueueEventsTest::read))
        .extracting(event -> event.eventId() + " " + event.actor())
        .containsExactly("7301 Ann", "7302 Bob");
    assertThat(read(events.get(0)).detail()).isEqualTo(donation("4.20", "USD", "hello there"));
    assertThat(read(events.get(1)).detail()).isEqualTo(new Donation(Money.parse("3", "GBP")));
    assertThat(QueueEvents.ofStreamlabs("main", Json.readObject("{\"type\":\"follow\"}")))
        .isEmpty();
  }

  private static Optional<EventDetail> ofYouTube(String type, String details) {
    String message =
        """
        {"kind":"youtube#liveChatMessage","etag":"e","id":"LCC.tests-1",
        "snippet":{"type":"%s","liveChatId":"c","authorChannelId":"UCa",
        "publishedAt":"2026-11-23T17:58:01.250000+00:00","hasDisplayContent":true,
        "displayMessage":"shown"%s},
        "authorDetails":{"channelId":"UCa","displayName":"Ann Lee","isChatModerator":false}}"""
            .formatted(type, details)
            .replace("+00:00", "Z");
    return QueueEvents.ofYouTube("main", Json.readObject(message))
        .map(event -> read(event).detail());
  }

  @ParameterizedTest
  @CsvSource({"5000000, USD, 5.00", "1990000, EUR, 1.99", "500000000, JPY, 500"})
  void a_super_chat_is_a_donation_in_millionths(String micros, String currency, String amount) {
    String details =
        (",\"superChatDetails\":{\"amountMicros\":\"%s\",\"currency\":\"%s\","
                + "\"amountDisplayString\":\"5\",\"userComment\":\"nice run\",\"tier\":2}")
            .formatted(micros, currency);

    assertThat(ofYouTube("superChatEvent", details))
        .contains(donation(amount, currency, "nice run"));
  }

  @Test
  void stickers_and_memberships_of_youtube_are_events() {
    assertThat(
            ofYouTube(
                "superStickerEvent",
                ",\"superStickerDetails\":{\"amountMicros\":\"990000\",\"currency\":\"USD\"}"))
        .contains(new Donation(Money.parse("0.99", "USD")));
    assertThat(
            ofYouTube(
                "newSponsorEvent",
                ",\"newSponsorDetails\":{\"memberLevelName\":\"Gold\",\"isUpgrade\":false}"))
        .contains(new Subscription("Gold", 1));
    assertThat(
            ofYouTube(
                "memberMilestoneChatEvent",
                ",\"memberMilestoneChatDetails\":{\"userComment\":\"a year\",\"memberMonth\":12,"
                    + "\"memberLevelName\":\"Gold\"}"))
        .contains(new Subscription("Gold", 12));
    assertThat(
            ofYouTube(
                "membershipGiftingEvent",
                ",\"membershipGiftingDetails\":{\"giftMembershipsCount\":5,"
                    + "\"giftMembershipsLevelName\":\"Gold\"}"))
        .contains(new Gift("Gold", 5, false));
    assertThat(ofYouTube("textMessageEvent", "")).isEmpty();
  }
}
