package io.spillway.local;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.azurite.AzuriteServer;
import io.spillway.ports.queue.Payload;
import io.spillway.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events from the queue to their end, by the same functions as on Azure. */
@Timeout(60)
class EventsOnOneMachineTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Implementation of the queues. */
  enum Queues {
    IN_MEMORY,
    ON_AZURITE;

    Map<String, String> environment() {
      return this == IN_MEMORY
          ? Map.of()
          : Map.of("AzureWebJobsStorage", AzuriteServer.shared().connectionString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_event_is_worked_on_by_an_orchestration_that_an_operator_ends_by_its_event(Queues queues)
      throws Exception {
    try (TestServer server = TestServer.start(queues.environment())) {
      URI events = server.uri().resolve("/api/streams/main/events");
      String body = "{\"type\":\"follow\",\"actor\":\"ada\",\"eventId\":\"e-1\"}";
      HttpResponse<String> sent =
          send(
              HttpRequest.newBuilder(events)
                  .header("Content-Type", "application/json")
                  .POST(ofString(body))
                  .build());
      assertThat(sent.statusCode()).isEqualTo(202);

      URI status = server.uri().resolve(sent.headers().firstValue("Location").orElseThrow());
      JsonNode done =
          eventually(status, node -> node.at("/workflow/state").asText().equals("done"));
      assertThat(done.at("/workflow/workflowId").asText()).isEqualTo("main~e-1");
      assertThat(done.has("management")).isFalse();

      URI end = URI.create(status + "/workflow/terminate");
      assertThat(
              send(HttpRequest.newBuilder(end)
                      .header("Content-Type", "application/json")
                      .POST(ofString("{\"reason\":\"x\"}"))
                      .build())
                  .statusCode())
          .isEqualTo(409);
      URI engine = server.uri().resolve("/runtime/webhooks/durabletask/instances/main~e-1");
      assertThat(send(HttpRequest.newBuilder(engine).build()).statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_invalid_payload_is_dead_lettered_on_its_first_delivery_byte_for_byte(Queues queues)
      throws Exception {
    byte[] bytes = "{\"actor\":\"Jos\u00e9\"}".getBytes(ISO_8859_1);
    try (TestServer server = TestServer.start(queues.environment())) {
      server.queue("stream-events").send(Payload.of(bytes));

      JsonNode letter = letter(server, "event.not-utf8");
      assertThat(bytesOf(letter)).isEqualTo(bytes);
      assertThat(letter.at("/arrival/dequeueCount").asInt()).isEqualTo(1);
      assertThat(letter.at("/arrival/queue").asText()).isEqualTo("stream-events");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_poisoned_payload_is_dead_lettered_byte_for_byte(Queues queues) throws Exception {
    byte[] bytes = {0, 1, 2, (byte) 0xff, '{', '"'};
    String event = "{\"type\":\"follow\",\"streamId\":\"poisoned\"}  ";
    try (TestServer server = TestServer.start(queues.environment())) {
      server.queue("stream-events-poison").send(Payload.of(bytes));
      server.queue("stream-events-poison").send(Payload.of(event));

      JsonNode letters =
          eventually(
              server.uri().resolve("/api/dead-letters?failureCode=event.poison"),
              node -> node.path("items").size() == 2);
      assertThat(letters.path("items"))
          .extracting(letter -> new String(bytesOf(letter), ISO_8859_1))
          .containsExactlyInAnyOrder(new String(bytes, ISO_8859_1), event);
      assertThat(letters.path("items"))
          .extracting(letter -> letter.path("streamId").asText())
          .containsExactlyInAnyOrder("_unknown", "poisoned");
    }
  }

  private static JsonNode letter(TestServer server, String code) throws Exception {
    URI letters = server.uri().resolve("/api/dead-letters?failureCode=" + code);
    return eventually(letters, node -> node.path("items").size() == 1).at("/items/0");
  }

  private static byte[] bytesOf(JsonNode letter) {
    JsonNode payload = letter.at("/arrival/payload");
    return payload.has("base64")
        ? Base64.getDecoder().decode(payload.path("base64").asText())
        : payload.path("text").asText().getBytes(UTF_8);
  }

  /** Polls until the response is as expected. */
  private static JsonNode eventually(URI uri, Predicate<JsonNode> expected) throws Exception {
    while (true) {
      HttpResponse<String> response = send(HttpRequest.newBuilder(uri).build());
      JsonNode node = Json.readObject(response.body());
      if (response.statusCode() == 200 && expected.test(node)) {
        return node;
      }
      Thread.onSpinWait();
    }
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return CLIENT.send(request, BodyHandlers.ofString());
  }
}
