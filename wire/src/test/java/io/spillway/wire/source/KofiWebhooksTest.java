package io.spillway.wire.source;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KofiWebhooksTest extends EventSourceContract {

  private static final String TOKEN = "6c0e1f52-token-of-the-main-page";
  private static final String ID = "9f3c2a51-77d1-4a6f-8a3e-0d4cbb2f9a10";

  private final KofiWebhooks source =
      new KofiWebhooks(Map.of(TOKEN, "main", "a-second-token", "second"));

  @Override
  protected EventSource source() {
    return source;
  }

  @Override
  protected SourceRequest eventRequest() {
    return request(payment("Subscription", TOKEN, ""));
  }

  @Override
  protected SourceRequest otherRequest() {
    return request(payment("Something New", TOKEN, ""));
  }

  @Override
  protected SourceRequest forgedRequest() {
    return request(payment("Donation", "another-token", ""));
  }

  private static SourceRequest request(String json) {
    return new SourceRequest(
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        Payload.of("data=" + URLEncoder.encode(json, UTF_8)));
  }

  /** Returns a payment, with fields that replace the default ones. */
  private static String payment(String type, String token, String more) {
    StringBuilder json = new StringBuilder("{");
    String[][] fields = {
      {"verification_token", "\"" + token + "\""},
      {"message_id", "\"" + ID + "\""},
      {"timestamp", "\"2026-11-23T17:59:00Z\""},
      {"type", "\"" + type + "\""},
      {"is_public", "true"},
      {"from_name", "\"Ann Lee\""},
      {"message", "\"For the new microphone & cable\""},
      {"amount", "\"7.50\""},
      {"url", "\"https://ko-fi.com/Home/CoffeeShop?txid=77\""},
      {"email", "\"" + PRIVATE_TEXT + "\""},
      {"currency", "\"EUR\""},
      {"is_subscription_payment", "false"},
      {"is_first_subscription_payment", "false"},
      {"kofi_transaction_id", "\"77e0a1c2\""},
      {"shop_items", "null"},
      {"tier_name", "null"},
      {"shipping", "null"},
    };
    for (String[] field : fields) {
      if (!more.contains("\"" + field[0] + "\":")) {
        json.append('"').append(field[0]).append("\":").append(field[1]).append(',');
      }
    }
    json.append(more.isEmpty() ? "\"end\":true" : more);
    return json.append('}').toString();
  }

  private List<EventDraft> events(String json) {
    Admission admission = source.admit(request(json), NOW);
    return source.translate((Admission.Delivery) admission);
  }

  private EventDraft event(String json) {
    List<EventDraft> drafts = events(json);
    assertThat(drafts).hasSize(1);
    EventDraft draft = drafts.get(0);
    assertThat(draft.streamId()).isEqualTo("main");
    assertThat(draft.eventId()).isEqualTo(ID);
    assertThat(draft.occurredAt()).isEqualTo("2026-11-23T17:59:00Z");
    return draft;
  }

  @Test
  void a_public_donation_has_its_name_amount_and_message() {
    EventDraft draft = event(payment("Donation", TOKEN, ""));

    assertThat(draft.type()).isEqualTo("donation");
    assertThat(draft.actor()).isEqualTo("Ann Lee");
    assertThat(draft.fields().values())
        .isEqualTo(
            Map.of(
                EventField.AMOUNT,
                "7.50",
                EventField.CURRENCY,
                "EUR",
                EventField.MESSAGE,
                "For the new microphone & cable"));
  }

  @Test
  void a_private_donation_has_neither_name_nor_message() {
    EventDraft draft = event(payment("Donation", TOKEN, "\"is_public\":false"));

    assertThat(draft.actor()).isEqualTo("Anonymous");
    assertThat(draft.fields().get(EventField.MESSAGE)).isNull();
    assertThat(draft.fields().get(EventField.AMOUNT)).isEqualTo("7.50");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"  \""})
  void a_message_may_be_missing(String message) {
    EventDraft draft =
        event(payment("Donation", TOKEN, "\"from_name\":\"\",\"message\":" + message));

    assertThat(draft.actor()).isEqualTo("Anonymous");
    assertThat(draft.fields().get(EventField.MESSAGE)).isNull();
  }

  @Test
  void long_texts_are_shortened_so_that_no_payment_is_lost() {
    EventDraft draft =
        event(
            payment(
                "Donation",
                TOKEN,
                "\"from_name\":\"%s\",\"message\":\"%s\""
                    .formatted("n".repeat(150), "é\uD83C\uDF89".repeat(400))));

    assertThat(draft.actor()).isEqualTo("n".repeat(99) + "…");
    assertThat(draft.fields().get(EventField.MESSAGE))
        .isEqualTo("é\uD83C\uDF89".repeat(249) + "é…");
  }

  @Test
  void a_subscription_is_a_subscription_and_a_donation_of_its_money() {
    List<EventDraft> drafts =
        events(
            payment(
                "Subscription",
                TOKEN,
                "\"is_subscription_payment\":true,\"is_first_subscription_payment\":true,"
                    + "\"tier_name\":\"Gold\""));

    assertThat(drafts).extracting(EventDraft::type).containsExactly("subscription", "donation");
    assertThat(drafts).extracting(EventDraft::eventId).containsExactly(ID, ID + "/payment");
    assertThat(drafts.get(0).fields().values()).isEqualTo(Map.of(EventField.TIER, "Gold"));
    assertThat(drafts.get(1).fields().get(EventField.AMOUNT)).isEqualTo("7.50");
  }

  @Test
  void a_subscription_may_be_of_no_tier() {
    assertThat(events(payment("Subscription", TOKEN, "")).get(0).fields().given()).isEmpty();
  }

  @Test
  void a_shop_order_is_a_custom_event_with_its_amount_and_items() {
    EventDraft draft =
        event(
            payment(
                "Shop Order",
                TOKEN,
                "\"message\":null,\"shop_items\":[{\"direct_link_code\":\"ab12cd34ef\","
                    + "\"variation_name\":\"Red\",\"quantity\":1},"
                    + "{\"direct_link_code\":\"0f9e8d7c6b\",\"quantity\":3}],"
                    + "\"shipping\":{\"full_name\":\"A. Lee\",\"street_address\":\"Road 1\"}"));

    assertThat(draft.type()).isEqualTo("custom");
    assertThat(draft.fields().get(EventField.NAME)).isEqualTo("kofi.shop-order");
    assertThat(draft.fields().custom())
        .isEqualTo(Map.of("amount", "7.50", "currency", "EUR", "items", "ab12cd34ef 0f9e8d7c6b*3"));
  }

  @Test
  void a_commission_is_a_custom_event() {
    EventDraft draft = event(payment("Commission", TOKEN, ""));

    assertThat(draft.fields().get(EventField.NAME)).isEqualTo("kofi.commission");
    assertThat(draft.fields().custom()).isEqualTo(Map.of("amount", "7.50", "currency", "EUR"));
  }

  @Test
  void each_token_has_its_own_stream() {
    assertThat(events(payment("Donation", "a-second-token", "")).get(0).streamId())
        .isEqualTo("second");
  }

  @Test
  void a_payment_without_an_id_has_one_of_its_content() {
    String json = payment("Donation", TOKEN, "\"message_id\":null");

    Admission.Delivery delivery = (Admission.Delivery) source.admit(request(json), NOW);

    assertThat(delivery.id()).matches("[0-9a-f]{48}");
    assertThat(source.admit(request(json), NOW)).isEqualTo(delivery);
  }

  @Test
  void a_form_may_have_other_fields_before_the_data() {
    String json = payment("Donation", TOKEN, "");
    Payload body = Payload.of("a=1&data=" + URLEncoder.encode(json, UTF_8) + "&b=%zz");

    assertThat(source.admit(new SourceRequest(Map.of(), body), NOW))
        .isEqualTo(new Admission.Delivery(ID, Payload.of(json)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"data=%zz", "data=", "data=nonsense", "{}", "data=%7B%7D", "datum=1"})
  void a_body_without_a_token_is_refused(String body) {
    assertThat(source.admit(new SourceRequest(Map.of(), Payload.of(body)), NOW))
        .isEqualTo(new Admission.Refused("The verification token does not match"));
  }

  @Test
  void fields_of_a_wrong_type_are_named() {
    Admission.Delivery delivery =
        new Admission.Delivery(
            ID, Payload.of(payment("Donation", TOKEN, "\"from_name\":7,\"amount\":[1]")));

    assertThatThrownBy(() -> source.translate(delivery))
        .isInstanceOf(UnreadableDeliveryException.class)
        .hasMessageContaining("from_name must be a text")
        .hasMessageContaining("amount must be a text or a number");
  }

  @Test
  void a_token_that_is_gone_belongs_to_no_stream() {
    Admission.Delivery delivery =
        new Admission.Delivery(ID, Payload.of(payment("Donation", "an-old-token", "")));

    assertThatThrownBy(() -> source.translate(delivery))
        .hasMessage("verification_token belongs to no stream");
  }

  @Test
  void the_platform_needs_200() {
    assertThat(source.acceptedStatus()).isEqualTo(200);
  }

  @Test
  void tokens_and_streams_must_be_valid() {
    for (Map<String, String> streams :
        List.of(Map.<String, String>of(), Map.of("", "main"), Map.of("a b", "main"))) {
      assertThatThrownBy(() -> new KofiWebhooks(streams))
          .hasMessage("tokens must have 1 to 200 visible ASCII characters each");
    }
    assertThatThrownBy(() -> new KofiWebhooks(Map.of("top-secret", "a/b")))
        .hasMessageStartingWith("stream must be")
        .hasMessageNotContaining("top-secret");
  }
}
