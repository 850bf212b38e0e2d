package io.spillway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.testing.HmacSha256;
import io.spillway.wire.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Webhooks of platforms over HTTP: a signature is of the bytes that were sent. */
class SourcesTest {

  private static final String SECRET = "a-secret-for-tests";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            Map.of(
                "SPILLWAY_TWITCH_SECRETS", SECRET,
                "SPILLWAY_TWITCH_CHANNELS", "1001=main",
                "SPILLWAY_KOFI_STREAMS", "a-token=main"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> twitch(String type, String signed, String sent)
      throws Exception {
    String timestamp = Instant.now().toString();
    String signature = HmacSha256.hex(SECRET, "m-1" + timestamp + signed);
    return CLIENT.send(
        HttpRequest.newBuilder(server.uri().resolve("/api/sources/twitch"))
            .header("Content-Type", "application/json")
            .header("Twitch-Eventsub-Message-Id", "m-1")
            .header("Twitch-Eventsub-Message-Timestamp", timestamp)
            .header("Twitch-Eventsub-Message-Type", type)
            .header("Twitch-Eventsub-Message-Signature", "sha256=" + signature)
            .POST(BodyPublishers.ofString(sent))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void a_challenge_is_answered_with_its_text_and_nothing_else() throws Exception {
    String body = "{\"challenge\":\"pogchamp-kappa\",\"subscription\":{}}";

    HttpResponse<String> answer = twitch("webhook_callback_verification", body, body);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("pogchamp-kappa");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
  }

  @Test
  void a_body_counts_byte_for_byte() throws Exception {
    String sent =
        "{ \"subscription\" : {\"type\":\"channel.cheer\"},\r\n \"event\": {\"bits\": 70,"
            + "\"user_name\":\"日本_Ann \\u00e9\",\"broadcaster_user_id\":\"1001\"} }\n";

    assertThat(twitch("notification", sent, sent).statusCode()).isEqualTo(204);
    assertThat(twitch("notification", sent, sent + " ").statusCode()).isEqualTo(403);
    assertThat(twitch("notification", sent.strip(), sent).statusCode()).isEqualTo(403);
    assertThat(awaited("bits")).isEqualTo(70);
  }

  @Test
  void a_form_of_kofi_is_a_donation() throws Exception {
    String json =
        "{\"verification_token\":\"a-token\",\"message_id\":\"k-1\",\"type\":\"Subscription\","
            + "\"amount\":\"3.00\",\"currency\":\"USD\",\"is_public\":true,"
            + "\"from_name\":\"Ann & Bo\",\"timestamp\":\"2026-11-23T17:59:00Z\"}";

    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(server.uri().resolve("/api/sources/kofi"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("data=" + URLEncoder.encode(json, UTF_8)))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(awaited("subscriptions")).isEqualTo(1);
  }

  /** Returns a total of the stream once it is not 0. */
  private static int awaited(String total) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(1));
    URI stats = server.uri().resolve("/api/streams/main/stats");
    int found = 0;
    while (found == 0 && Instant.now().isBefore(end)) {
      HttpResponse<String> answer =
          CLIENT.send(HttpRequest.newBuilder(stats).build(), BodyHandlers.ofString());
      found = Json.readObject(answer.body()).path(total).asInt();
      Thread.onSpinWait();
    }
    return found;
  }
}
