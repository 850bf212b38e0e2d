package io.spillway.adapters.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.adapters.webhook.Receiver.Received;
import io.spillway.ports.Ids;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.WithheldName;
import io.spillway.wire.AlertJson;
import io.spillway.wire.Json;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Format and signature of a webhook. */
class WebhookSignatureTest extends SendingAlerts {

  @Test
  void an_alert_is_posted_as_json_with_a_verifiable_signature() throws Exception {
    assertThat(channel.send(ALERT)).isTrue();

    Received received = receiver.requests().get(0);
    ObjectNode body = Json.readObject(received.body());
    assertThat(received.path()).isEqualTo("/hooks?token=t0ken");
    assertThat(received.header("content-type")).isEqualTo("application/json");
    assertThat(received.header("webhook-id")).isEqualTo("main~e-1");
    assertThat(received.header("webhook-timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
    assertThat(body.path("type").asText()).isEqualTo("alert.large-donation");
    assertThat(body.path("timestamp").asText()).isEqualTo("2026-11-25T12:00:00Z");
    assertThat(AlertJson.read(body.path("data"))).isEqualTo(ALERT);

    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] key = Base64.getDecoder().decode(Webhooks.SECRET.substring("whsec_".length()));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String signed = "main~e-1." + NOW.getEpochSecond() + "." + received.body();
    assertThat(received.header("webhook-signature"))
        .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8))));
  }

  private ObjectNode sent(EventDetail detail, Alert alert) {
    StreamEvent event = new StreamEvent("main", "twitch", "e.1 #2", "ada", NOW, detail);
    channel.send(alert.about("ada").causedBy(Alert.Cause.of(event)));
    int last = receiver.requests().size() - 1;
    ObjectNode data =
        (ObjectNode) Json.readObject(receiver.requests().get(last).body()).get("data");
    return data.retain(
        "source",
        "id",
        "actor",
        "amount",
        "currency",
        "viewers",
        "tier",
        "months",
        "count",
        "bits",
        "anonymous",
        "name",
        "fields",
        "milestone",
        "text",
        "eventId",
        "messageId",
        "followUp");
  }

  @Test
  void the_data_has_the_fields_of_the_event_and_no_others() {
    String event = "{\"actor\":\"ada\",\"source\":\"twitch\",\"id\":\"e.1 #2\"";

    assertJson(sent(new EventDetail.Raid(500), ALERT), event + ",\"viewers\":500}");
    assertJson(
        sent(new EventDetail.Gift("1000", 5, false), ALERT),
        event + ",\"tier\":\"1000\",\"count\":5,\"anonymous\":false}");
    assertJson(
        sent(new EventDetail.Cheer(1_000, true), ALERT),
        event + ",\"bits\":1000,\"anonymous\":true}");
    assertJson(
        sent(new EventDetail.Subscription("1", 7), ALERT), event + ",\"tier\":\"1\",\"months\":7}");
    assertJson(
        sent(new EventDetail.Custom("hype.train", Map.of("level", "3")), ALERT),
        event + ",\"name\":\"hype.train\",\"fields\":{\"level\":\"3\"}}");
    assertJson(
        sent(
            new EventDetail.Donation(Money.parse("5.00", "USD"), "unread"),
            ALERT.withText("what a save!")),
        event + ",\"amount\":\"5.00\",\"currency\":\"USD\",\"text\":\"what a save!\"}");
  }

  private static void assertJson(ObjectNode data, String expected) {
    assertThat(data).isEqualTo(Json.readObject(expected));
  }

  @Test
  void a_milestone_has_its_number() {
    StreamEvent follow = new StreamEvent("main", "e-1", "ada", NOW, new EventDetail.Follow());

    channel.send(ALERT.causedBy(Alert.Cause.of(follow).reaching(100)));

    ObjectNode body = Json.readObject(receiver.requests().get(0).body());
    assertThat(body.at("/data/milestone").asLong()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({"main, a.b", "a.b, e-1", "a.b, c.d"})
  void an_id_has_no_dot_and_stays_the_same(String streamId, String alertId) {
    Alert dotted = Alert.of(streamId, alertId, "large-raid", "ada brings 500 viewers", NOW);

    channel.send(dotted);
    channel.send(dotted);

    String id = Ids.derive(streamId + "~" + alertId);
    assertThat(receiver.requests())
        .extracting(request -> request.header("webhook-id"))
        .containsExactly(id, id);
    assertThat(id).doesNotContain(".");
  }

  @Test
  void a_follow_up_has_an_id_of_its_own_and_the_same_type() {
    channel.send(ALERT);
    channel.sendFollowUp(ALERT.withText("what a save!"));
    channel.sendFollowUp(ALERT.withText("what a save!"));

    assertThat(receiver.requests())
        .extracting(request -> request.header("webhook-id"))
        .containsExactly("main~e-1", Ids.derive("main~e-1~text"), Ids.derive("main~e-1~text"));
    ObjectNode first = Json.readObject(receiver.requests().get(0).body());
    ObjectNode second = Json.readObject(receiver.requests().get(1).body());
    assertThat(second.path("type")).isEqualTo(first.path("type"));
    assertThat(first.at("/data/followUp").isMissingNode()).isTrue();
    assertThat(second.at("/data/followUp").asBoolean()).isTrue();
    assertThat(second.at("/data/text").asText()).isEqualTo("what a save!");
  }

  @Test
  void a_withheld_name_and_its_reason_are_not_posted() {
    channel.send(ALERT.withholdingActor(new WithheldName(Category.HARASSMENT, "standard-1")));

    ObjectNode body = Json.readObject(receiver.requests().get(0).body());
    assertThat(body.path("data").has("actor")).isFalse();
    assertThat(body.path("data").has("actorWithheld")).isFalse();
  }

  @Test
  void the_specifications_example_gets_the_specified_signature() {
    WebhookSecret secret = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void a_repeated_alert_has_the_same_id_and_a_new_time() {
    channel.send(ALERT);
    clock.advance(Duration.ofMinutes(2));
    channel.send(ALERT);

    assertThat(receiver.requests())
        .extracting(r -> r.header("webhook-id"))
        .containsOnly("main~e-1");
    assertThat(receiver.requests())
        .extracting(r -> r.header("webhook-timestamp"))
        .doesNotHaveDuplicates();
  }

  @Test
  void two_secrets_both_sign_during_a_rotation() {
    WebhookSettings both =
        new WebhookSettings(
            receiver.url(),
            List.of(WebhookSecret.parse(Webhooks.SECRET), WebhookSecret.parse(Webhooks.secret(2))),
            true,
            Duration.ofSeconds(20));
    channel(both).send(ALERT);
    channel.send(ALERT);

    String[] signatures = receiver.requests().get(0).header("webhook-signature").split(" ", -1);
    assertThat(signatures).hasSize(2).doesNotHaveDuplicates();
    assertThat(receiver.requests().get(1).header("webhook-signature")).isEqualTo(signatures[0]);
  }
}
