package io.spillway.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.testing.AlertReceiver;
import io.spillway.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Alerts to a real receiver, which hangs or is away. */
@Timeout(60)
class AlertsOnOneMachineTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static void send(TestServer server, String stream, String event) throws Exception {
    String path = "/api/streams/" + stream + "/events";
    assertThat(server.post(path, event, "Content-Type", "application/json").statusCode())
        .isEqualTo(202);
  }

  private static void raids(TestServer server, String stream, int count) throws Exception {
    for (int i = 1; i <= count; i++) {
      send(
          server,
          stream,
          "{\"type\":\"raid\",\"actor\":\"zoe\",\"viewers\":500,\"eventId\":\"r-" + i + "\"}");
    }
  }

  @Test
  void a_receiver_that_hangs_delays_neither_counts_nor_histories() throws Exception {
    try (AlertReceiver receiver = AlertReceiver.hanging();
        TestServer server = TestServer.start(receiver.settings())) {
      raids(server, "main", 40);
      for (int i = 0; i < 20; i++) {
        send(server, "other", "{\"type\":\"follow\",\"actor\":\"ann-" + i + "\"}");
      }

      eventually(server, "/api/streams/main/stats", node -> node.path("raids").asInt() == 40);
      eventually(server, "/api/streams/other/stats", node -> node.path("followers").asInt() == 20);
      eventually(
          server, "/api/streams/main/events?limit=200", node -> node.path("items").size() == 40);
      eventually(
          server,
          "/api/streams/main/events/r-40",
          node -> node.at("/workflow/state").asText().equals("done"));
      assertThat(receiver.answered()).isZero();
      assertThat(receiver.ids()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void a_receiver_that_answers_gets_the_alerts_of_a_stream_in_order_each_once() throws Exception {
    try (AlertReceiver receiver = AlertReceiver.answering(204);
        TestServer server = TestServer.start(receiver.settings())) {
      for (int i = 1; i <= 5; i++) {
        send(
            server,
            "main",
            "{\"type\":\"raid\",\"actor\":\"zoe\",\"viewers\":500,\"eventId\":\"r-" + i + "\"}");
        String path = "/api/notifications/main~r-" + i;
        eventually(server, path, node -> node.path("state").asText().equals("sent"));
      }

      assertThat(receiver.ids())
          .containsExactly("main~r-1", "main~r-2", "main~r-3", "main~r-4", "main~r-5");
    }
  }

  @Test
  void a_refused_alert_is_no_dead_letter_and_is_sent_when_an_operator_retries_it()
      throws Exception {
    try (AlertReceiver receiver = AlertReceiver.answering(400);
        TestServer server = TestServer.start(receiver.settings())) {
      raids(server, "main", 1);
      String path = "/api/notifications/main~r-1";
      eventually(server, path, node -> node.path("state").asText().equals("failed"));
      receiver.answer(204);

      server.post(path + "/retry", "", "Content-Type", "application/json");

      eventually(server, path, node -> node.path("state").asText().equals("sent"));
      JsonNode letters = eventually(server, "/api/dead-letters", node -> node.has("items"));
      assertThat(letters.path("items")).isEmpty();
    }
  }

  /** Polls until the response is as expected. */
  private static JsonNode eventually(TestServer server, String path, Predicate<JsonNode> expected)
      throws Exception {
    URI uri = server.uri().resolve(path);
    while (true) {
      var response = CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      JsonNode node = Json.readObject(response.body());
      if (response.statusCode() == 200 && expected.test(node)) {
        return node;
      }
      Thread.onSpinWait();
    }
  }
}
