package io.spillway.local;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.wire.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** CloudEvents by a real connection. */
@Timeout(60)
class CloudEventsOnOneMachineTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_sender_is_allowed_to_deliver() throws Exception {
    for (String path : new String[] {"/api/events?code=key", "/api/streams/main/events"}) {
      HttpRequest handshake =
          HttpRequest.newBuilder(server.uri().resolve(path))
              .method("OPTIONS", noBody())
              .header("WebHook-Request-Origin", "eventgrid.azure.net")
              .header("WebHook-Request-Rate", "120")
              .build();

      HttpResponse<String> answer = CLIENT.send(handshake, BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("WebHook-Allowed-Origin"))
          .hasValue("eventgrid.azure.net");
      assertThat(answer.headers().firstValue("WebHook-Allowed-Rate")).hasValue("120");
      assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("POST");
    }
  }

  @Test
  void a_binary_event_has_its_attributes_in_headers() throws Exception {
    HttpResponse<String> answer =
        server.post(
            "/api/events",
            "{\"actor\":\"Jos\u00e9\"}",
            Stream.of(
                    "Content-Type: application/json; charset=UTF-8",
                    "ce-specversion: 1.0",
                    "ce-id: caf%C3%A9%201",
                    "ce-source: https://a.example/x",
                    "ce-type: io.spillway.follow",
                    "ce-streamid: main")
                .flatMap(header -> Stream.of(header.split(": ", 2)))
                .toArray(String[]::new));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(Json.readObject(answer.body()).path("eventId").asText()).isEqualTo("caf\u00e9 1");
  }

  @Test
  void a_batch_is_answered_by_event() throws Exception {
    String event =
        "{\"specversion\":\"1.0\",\"id\":\"b-1\",\"source\":\"urn:x\",\"type\":\"follow\","
            + "\"streamid\":\"main\",\"data\":{\"actor\":\"ada\"}}";

    HttpResponse<String> answer =
        server.post(
            "/api/events",
            "[" + event + ",{}]",
            "Content-Type",
            "application/cloudevents-batch+json; charset=utf-8");

    assertThat(answer.statusCode()).isEqualTo(207);
    JsonNode results = Json.readObject(answer.body()).path("results");
    assertThat(results)
        .extracting(result -> result.path("status").asInt())
        .containsExactly(202, 400);
  }
}
