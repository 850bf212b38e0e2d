package io.spillway.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.adapters.inmemory.InMemoryAlertOptOuts;
import io.spillway.ports.PortException;
import io.spillway.ports.notification.DeadLetterNotice;
import io.spillway.ports.notification.Notification;
import io.spillway.testkit.SettableClock;
import io.spillway.wire.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookDeadLetterChannelTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final DeadLetterNotice FIRST =
      new DeadLetterNotice(
          DeadLetterNotice.Rule.FIRST_OF_GROUP,
          3,
          null,
          NOW,
          new DeadLetterNotice.Group(
              "feedfeedfeedfeed", "stats.unavailable", "no answer", "stats", "main~e-3"));

  private final Receiver receiver = new Receiver();
  private final SettableClock clock = new SettableClock(NOW.plusSeconds(60));

  private WebhookDeadLetterChannel channel(WebhookSettings settings) {
    return new WebhookDeadLetterChannel(settings, new InMemoryAlertOptOuts(), clock);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void a_notice_is_a_signed_standard_webhook_with_a_link_to_the_dashboard() {
    String id = Notification.deadLettersId("a key");

    assertThat(channel(Webhooks.to(receiver.url())).send(id, FIRST)).isTrue();

    Receiver.Received request = receiver.requests().get(0);
    String sentId = request.header("webhook-id");
    assertThat(sentId).isEqualTo(id.substring(1)).doesNotContain(".");
    String timestamp = request.header("webhook-timestamp");
    assertThat(timestamp).isEqualTo(Long.toString(NOW.plusSeconds(60).getEpochSecond()));
    assertThat(request.header("webhook-signature"))
        .isEqualTo(
            WebhookSecret.parse(Webhooks.SECRET)
                .sign(sentId + "." + timestamp + "." + request.body()));
    ObjectNode expected =
        Json.readObject(
            """
            {"type": "dead-letters.first-of-group", "timestamp": "2026-11-25T12:00:00Z", "data": {
              "rule": "first_of_group", "count": 3, "fingerprint": "feedfeedfeedfeed",
              "failureCode": "stats.unavailable", "message": "no answer",
              "exampleId": "main~e-3", "activity": "stats",
              "path": "/api/dashboard#/letters?fingerprint=feedfeedfeedfeed"}}""");
    assertThat(Json.text(Json.readObject(request.body()))).isEqualTo(Json.text(expected));
  }

  @Test
  void a_notice_of_a_number_has_the_limit() {
    channel(Webhooks.to(receiver.url()))
        .send("~x~1", new DeadLetterNotice(DeadLetterNotice.Rule.MORE_THAN, 101, 100L, NOW, null));

    ObjectNode body = Json.readObject(receiver.requests().get(0).body());
    assertThat(body.path("type").asText()).isEqualTo("dead-letters.more-than");
    assertThat(body.at("/data/limit").asInt()).isEqualTo(100);
    assertThat(body.at("/data/path").asText()).isEqualTo("/api/dashboard#/letters");
  }

  @Test
  void a_private_address_is_refused_unless_the_settings_allow_it() {
    URI url = URI.create("https://localhost:" + receiver.url().getPort() + "/");
    WebhookSettings settings =
        new WebhookSettings(
            url, List.of(WebhookSecret.parse(Webhooks.SECRET)), false, Duration.ofSeconds(5));

    assertThatThrownBy(() -> channel(settings).send("~x~1", FIRST))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("not public");
    assertThat(receiver.requests()).isEmpty();
  }
}
