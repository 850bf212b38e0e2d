package io.spillway.wire.source;

import static io.spillway.wire.source.TwitchRequests.ID;
import static io.spillway.wire.source.TwitchRequests.SECRET;
import static io.spillway.wire.source.TwitchRequests.TIMESTAMP;
import static io.spillway.wire.source.TwitchRequests.body;
import static io.spillway.wire.source.TwitchRequests.notification;
import static io.spillway.wire.source.TwitchRequests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventField;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.source.EventSource;
import io.spillway.ports.source.EventSource.Admission;
import io.spillway.ports.source.SourceRequest;
import io.spillway.ports.source.UnreadableDeliveryException;
import io.spillway.testkit.source.EventSourceContract;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwitchEventSubTest extends EventSourceContract {

  private static final String CHANNEL =
      "\"broadcaster_user_id\":\"1001\",\"broadcaster_user_login\":\"main_live\","
          + "\"broadcaster_user_name\":\"Main_Live\"";
  private static final String USER =
      "\"user_id\":\"4242\",\"user_login\":\"ann_lee\",\"user_name\":\"Ann_Lee\"," + CHANNEL;
  private static final String ANONYMOUS_GIVER =
      "\"is_anonymous\":true,\"user_id\":null,\"user_login\":null,\"user_name\":null," + CHANNEL;
  private static final String FOLLOW =
      body("channel.follow", USER + ",\"followed_at\":\"2026-11-23T17:59:29.171106713Z\"");

  private final TwitchEventSub source =
      new TwitchEventSub(List.of("the-secret-before", SECRET), Map.of("1001", "main"));

  @Override
  protected EventSource source() {
    return source;
  }

  @Override
  protected SourceRequest eventRequest() {
    return notification(
        body("channel.cheer", USER + ",\"bits\":50,\"message\":\"" + PRIVATE_TEXT + "\""));
  }

  @Override
  protected SourceRequest otherRequest() {
    return notification(body("stream.online", CHANNEL + ",\"id\":\"9\",\"type\":\"live\""));
  }

  @Override
  protected SourceRequest forgedRequest() {
    return request(
        "notification", TIMESTAMP, "another-secret", eventRequest().body().text().orElseThrow());
  }

  private EventDraft event(String body) {
    Admission admission = source.admit(notification(body), NOW);
    List<EventDraft> drafts = source.translate((Admission.Delivery) admission);
    assertThat(drafts).hasSize(1);
    EventDraft draft = drafts.get(0);
    assertThat(draft.streamId()).isEqualTo("main");
    assertThat(draft.source()).isEqualTo("twitch");
    assertThat(draft.eventId()).isEqualTo(ID);
    return draft;
  }

  @Test
  void a_follow_has_its_own_time() {
    EventDraft draft = event(FOLLOW);

    assertThat(draft.type()).isEqualTo("follow");
    assertThat(draft.actor()).isEqualTo("Ann_Lee");
    assertThat(draft.occurredAt()).isEqualTo("2026-11-23T17:59:29.171106713Z");
    assertThat(draft.fields().given()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_subscription_keeps_its_tier_gifted_or_not(boolean gifted) {
    EventDraft draft =
        event(body("channel.subscribe", USER + ",\"tier\":\"2000\",\"is_gift\":" + gifted));

    assertThat(draft.type()).isEqualTo("subscription");
    assertThat(draft.occurredAt()).isNull();
    assertThat(draft.fields().values()).isEqualTo(Map.of(EventField.TIER, "2000"));
  }

  @Test
  void a_resubscription_keeps_all_months_and_drops_its_text() {
    EventDraft draft =
        event(
            body(
                "channel.subscription.message",
                USER
                    + ",\"tier\":\"3000\",\"message\":{\"text\":\"still here\",\"emotes\":[]},"
                    + "\"cumulative_months\":27,\"streak_months\":null,\"duration_months\":6"));

    assertThat(draft.type()).isEqualTo("subscription");
    assertThat(draft.fields().values())
        .isEqualTo(Map.of(EventField.TIER, "3000", EventField.MONTHS, "27"));
  }

  @Test
  void a_gift_counts_its_subscriptions() {
    EventDraft draft =
        event(
            body(
                "channel.subscription.gift",
                USER
                    + ",\"total\":20,\"tier\":\"1000\",\"cumulative_total\":284,"
                    + "\"is_anonymous\":false"));

    assertThat(draft.type()).isEqualTo("gift");
    assertThat(draft.actor()).isEqualTo("Ann_Lee");
    assertThat(draft.fields().values())
        .isEqualTo(
            Map.of(EventField.TIER, "1000", EventField.COUNT, "20", EventField.ANONYMOUS, "false"));
  }

  @Test
  void gifts_and_cheers_may_be_anonymous() {
    EventDraft gift =
        event(
            body(
                "channel.subscription.gift",
                ANONYMOUS_GIVER + ",\"total\":5,\"tier\":\"1000\",\"cumulative_total\":null"));
    EventDraft cheer =
        event(body("channel.cheer", ANONYMOUS_GIVER + ",\"message\":\"pogchamp\",\"bits\":1000"));

    assertThat(gift.actor()).isEqualTo("Anonymous");
    assertThat(gift.fields().get(EventField.ANONYMOUS)).isEqualTo("true");
    assertThat(cheer.type()).isEqualTo("cheer");
    assertThat(cheer.actor()).isEqualTo("Anonymous");
    assertThat(cheer.fields().values())
        .isEqualTo(Map.of(EventField.BITS, "1000", EventField.ANONYMOUS, "true"));
  }

  @Test
  void an_arriving_raid_is_an_event_of_the_raided_channel() {
    EventDraft draft = event(raid("2002", "1001"));

    assertThat(draft.type()).isEqualTo("raid");
    assertThat(draft.actor()).isEqualTo("From_2002");
    assertThat(draft.fields().values()).isEqualTo(Map.of(EventField.VIEWERS, "913"));
  }

  @Test
  void a_leaving_raid_is_no_event() {
    Admission admission = source.admit(notification(raid("1001", "2002")), NOW);

    assertThat(source.translate((Admission.Delivery) admission)).isEmpty();
  }

  private static String raid(String from, String to) {
    return body(
        "channel.raid",
        "\"from_broadcaster_user_id\":\"%1$s\",\"from_broadcaster_user_login\":\"from_%1$s\","
                .formatted(from)
            + "\"from_broadcaster_user_name\":\"From_%s\",".formatted(from)
            + "\"to_broadcaster_user_id\":\"%1$s\",\"to_broadcaster_user_login\":\"to_%1$s\","
                .formatted(to)
            + "\"to_broadcaster_user_name\":\"To_%s\",\"viewers\":913".formatted(to));
  }

  @ParameterizedTest
  @CsvSource({"1250, 2, USD, 12.50", "700, 0, JPY, 700", "5, 2, EUR, 0.05", "100, 3, KWD, 0.100"})
  void a_charity_donation_has_its_exact_amount(
      long value, int decimals, String currency, String amount) {
    EventDraft draft =
        event(
            body(
                "channel.charity_campaign.donate",
                "\"id\":\"a1b2\",\"campaign_id\":\"c3d4\","
                    + USER
                    + ",\"charity_name\":\"Rain\",\"charity_description\":\"Water\","
                    + "\"charity_logo\":\"https://example.org/l.png\","
                    + "\"charity_website\":\"https://example.org\","
                    + "\"amount\":{\"value\":%d,\"decimal_places\":%d,\"currency\":\"%s\"}"
                        .formatted(value, decimals, currency)));

    assertThat(draft.type()).isEqualTo("donation");
    assertThat(draft.actor()).isEqualTo("Ann_Lee");
    assertThat(draft.fields().values())
        .isEqualTo(Map.of(EventField.AMOUNT, amount, EventField.CURRENCY, currency));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"broadcaster_user_id\":\"999\" | event.broadcaster_user_id is a channel that belongs to no stream",
        "\"user_name\":\"ann\"           | event.broadcaster_user_id is missing",
        "\"broadcaster_user_id\":\"1001\",\"bits\":1.5 | event.bits must be a whole number",
        "\"broadcaster_user_id\":\"1001\",\"user_name\":7 | event.user_name must be a text"
      })
  void a_malformed_event_names_its_field(String event, String problem) {
    Admission.Delivery delivery =
        new Admission.Delivery(ID, Payload.of(body("channel.cheer", event)));

    assertThatThrownBy(() -> source.translate(delivery))
        .isInstanceOf(UnreadableDeliveryException.class)
        .hasMessage(problem);
  }

  @Test
  void an_unlikely_amount_is_malformed() {
    String amount = "\"amount\":{\"value\":5,\"decimal_places\":400000000,\"currency\":\"USD\"}";
    Admission.Delivery delivery =
        new Admission.Delivery(
            ID, Payload.of(body("channel.charity_campaign.donate", USER + "," + amount)));

    assertThatThrownBy(() -> source.translate(delivery))
        .hasMessage("event.amount.value must be an amount in minor units");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T18:00:00Z,           true",
    "2026-11-23T17:50:00.000000000Z, true",
    "2026-11-23T17:49:59.999999999Z, false",
    "2026-11-23T18:01:00Z,           true",
    "2026-11-23T18:01:00.000000001Z, false",
    "yesterday,                      false"
  })
  void a_message_of_the_last_ten_minutes_is_admitted(String timestamp, boolean admitted) {
    Admission admission = source.admit(request("notification", timestamp, SECRET, FOLLOW), NOW);

    assertThat(admission instanceof Admission.Delivery).isEqualTo(admitted);
    assertThat(admission instanceof Admission.Refused).isEqualTo(!admitted);
  }

  @Test
  void both_secrets_of_a_rotation_are_accepted() {
    for (String secret : List.of("the-secret-before", SECRET)) {
      assertThat(source.admit(request("notification", TIMESTAMP, secret, FOLLOW), NOW))
          .isEqualTo(new Admission.Delivery(ID, Payload.of(FOLLOW)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256=", "sha256=xyz", "sha256=00", "sha1=00", "sha256"})
  void a_malformed_signature_is_refused(String signature) {
    Map<String, String> headers = new HashMap<>(notification(FOLLOW).headers());
    headers.put("twitch-eventsub-message-signature", signature);

    assertThat(source.admit(new SourceRequest(headers, Payload.of(FOLLOW)), NOW))
        .isEqualTo(new Admission.Refused("The signature does not match"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "timestamp", "signature"})
  void a_missing_header_is_refused(String header) {
    Map<String, String> headers = new HashMap<>(notification(FOLLOW).headers());
    headers.remove("twitch-eventsub-message-" + header);

    assertThat(source.admit(new SourceRequest(headers, Payload.of(FOLLOW)), NOW))
        .isInstanceOf(Admission.Refused.class);
  }

  @Test
  void a_challenge_is_answered_with_its_text() {
    String body =
        "{\"challenge\":\"pogchamp-kappa-360noscope-vohiyo\",\"subscription\":{\"status\":"
            + "\"webhook_callback_verification_pending\",\"type\":\"channel.follow\"}}";

    assertThat(source.admit(request("webhook_callback_verification", TIMESTAMP, SECRET, body), NOW))
        .isEqualTo(new Admission.Answer(200, "pogchamp-kappa-360noscope-vohiyo"));
    for (String without : List.of("{}", "{\"challenge\":7}", "not json")) {
      assertThat(
              source.admit(
                  request("webhook_callback_verification", TIMESTAMP, SECRET, without), NOW))
          .isInstanceOf(Admission.Refused.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"subscription\":{\"status\":\"authorization_revoked\"}} | revoked.authorization_revoked",
        "{\"subscription\":{\"status\":\"User Removed\"}}          | revoked.user-removed",
        "{\"subscription\":{}}                                     | revoked.unknown",
        "no json                                                   | revoked.unknown"
      })
  void a_revocation_is_a_notice_with_its_reason(String body, String code) {
    assertThat(source.admit(request("revocation", TIMESTAMP, SECRET, body), NOW))
        .isEqualTo(new Admission.Notice(code));
  }

  @Test
  void an_unknown_kind_of_message_is_a_notice() {
    assertThat(source.admit(request("greeting", TIMESTAMP, SECRET, "{}"), NOW))
        .isEqualTo(new Admission.Notice("unknown-message-type"));
  }

  @Test
  void an_old_message_with_a_wrong_signature_is_refused_by_its_signature() {
    assertThat(
            source.admit(
                request("notification", TIMESTAMP, "another-secret", FOLLOW),
                Instant.parse("2027-01-01T00:00:00Z")))
        .isEqualTo(new Admission.Refused("The signature does not match"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"too-short", "nöt-ascii-but-long"})
  void an_invalid_secret_is_refused_and_not_quoted(String secret) {
    assertThatThrownBy(() -> new TwitchEventSub(List.of(SECRET, secret), Map.of("1", "main")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("secrets must have 10 to 100 ASCII characters each");
  }

  @Test
  void channels_must_be_numbers_with_streams() {
    assertThatThrownBy(() -> new TwitchEventSub(List.of(SECRET), Map.of("ann_lee", "main")))
        .hasMessage("channels must be numeric ids of Twitch users");
    assertThatThrownBy(() -> new TwitchEventSub(List.of(SECRET), Map.of("1", "a/b")))
        .hasMessageStartingWith("stream must be");
    assertThatThrownBy(() -> new TwitchEventSub(List.of(), Map.of("1", "main")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
