package io.spillway.embedding.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventType;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.source.EventSource;
import io.spillway.ports.source.EventSource.Admission;
import io.spillway.ports.source.SourceRequest;
import io.spillway.testing.HmacSha256;
import io.spillway.testkit.source.EventSourceContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripePaymentsTest extends EventSourceContract {

  private static final String SECRET = "whsec_for_tests_only";
  private static final String CHARGE = "ch_1Qw7Tests";

  private final StripePayments source = new StripePayments(SECRET);

  @Override
  protected EventSource source() {
    return source;
  }

  @Override
  protected SourceRequest eventRequest() {
    return request(SECRET, charge("charge.succeeded", false, 1_050, "usd"));
  }

  @Override
  protected SourceRequest otherRequest() {
    return request(SECRET, charge("charge.updated", false, 1_050, "usd"));
  }

  @Override
  protected SourceRequest forgedRequest() {
    return request("whsec_another", charge("charge.succeeded", false, 1_050, "usd"));
  }

  private static SourceRequest request(String secret, String body) {
    long seconds = NOW.getEpochSecond() - 30;
    return new SourceRequest(
        Map.of(
            "Stripe-Signature",
            "t=%d,v1=%s,v0=%s"
                .formatted(seconds, HmacSha256.hex(secret, seconds + "." + body), "0".repeat(64))),
        Payload.of(body));
  }

  private static String charge(String type, boolean refunded, long amount, String currency) {
    return """
        {"id":"evt_1Qw8Tests","object":"event","api_version":"2025-03-31.basil",
        "created":1795456770,"livemode":false,"pending_webhooks":1,"type":"%s",
        "data":{"object":{"id":"%s","object":"charge","amount":%d,"amount_refunded":%d,
        "currency":"%s","paid":true,"refunded":%b,"status":"succeeded",
        "billing_details":{"email":"%s","name":"A. Lee"},
        "metadata":{"streamId":"main","name":"Ann","message":"well played"}}}}"""
        .formatted(type, CHARGE, amount, refunded ? amount : 100, currency, refunded, PRIVATE_TEXT);
  }

  private List<EventDraft> events(String body) {
    return source.translate((Admission.Delivery) source.admit(request(SECRET, body), NOW));
  }

  @ParameterizedTest
  @CsvSource({"1050, usd, 10.50", "700, jpy, 700", "5, eur, 0.05", "1250, kwd, 1.250"})
  void a_charge_is_a_donation_with_the_charges_id(long minor, String currency, String amount) {
    EventDraft draft = events(charge("charge.succeeded", false, minor, currency)).get(0);

    assertThat(draft.eventId()).isEqualTo(CHARGE);
    assertThat(draft.actor()).isEqualTo("Ann");
    assertThat(draft.fields().get(EventField.AMOUNT)).isEqualTo(amount);
    assertThat(EventType.DONATION.detail(draft.fields()).given()).isPresent();
  }

  @Test
  void a_full_refund_reverses_the_charge() {
    EventDraft draft = events(charge("charge.refunded", true, 1_050, "usd")).get(0);

    assertThat(draft.type()).isEqualTo("reversal");
    assertThat(draft.eventId()).isNotEqualTo(CHARGE);
    assertThat(draft.fields().values())
        .isEqualTo(
            Map.of(
                EventField.REVERSES_SOURCE, "stripe",
                EventField.REVERSES_ID, CHARGE,
                EventField.REASON, "refund"));
  }

  @Test
  void a_refund_of_a_part_is_no_event() {
    assertThat(events(charge("charge.refunded", false, 1_050, "usd"))).isEmpty();
  }

  @Test
  void an_old_signature_is_refused() {
    assertThat(source.admit(eventRequest(), NOW.plus(Duration.ofMinutes(6))))
        .isInstanceOf(Admission.Refused.class);
  }
}
