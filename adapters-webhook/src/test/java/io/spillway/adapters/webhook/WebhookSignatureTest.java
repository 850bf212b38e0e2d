package io.spillway.adapters.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.adapters.webhook.Receiver.Received;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.WithheldName;
import io.spillway.wire.AlertJson;
import io.spillway.wire.Json;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

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
