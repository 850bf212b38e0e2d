package io.spillway.local;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Features of the local server only. */
class LocalServerTest {

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
  void a_queued_payload_is_acknowledged_by_its_hash() throws Exception {
    var response = post("/api/local/queues/stream-events", "no event at all");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body())
        .isEqualTo(
            """
            {"queue":"stream-events","bytes":15,"sha256":\
            "6857a744472060c772cd017b1434ce5f3104844f87e1816fc3c4f561a5ffe4dc"}""");
  }

  @Test
  void the_root_redirects_a_browser_to_the_dashboard() throws Exception {
    for (String address : new String[] {"", "/", "/dashboard"}) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + address)).build();
      HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(address).isEqualTo(302);
      String dashboard = response.headers().firstValue("Location").orElseThrow();
      HttpRequest page = HttpRequest.newBuilder(server.uri().resolve(dashboard)).build();
      assertThat(CLIENT.send(page, BodyHandlers.ofString()).body()).contains("Spillway</title>");
    }
  }

  @Test
  void other_queues_and_empty_or_too_large_payloads_are_rejected() throws Exception {
    byte[] event = "{\"type\":\"follow\"}".getBytes(UTF_8);
    String lines = Base64.getMimeEncoder(8, new byte[] {'\n'}).encodeToString(event);
    assertThat(post("/api/local/queues/stream-events", lines).body())
        .as("Base64, as others write it")
        .contains("\"bytes\":" + event.length);
    assertThat(post("/api/local/queues/dead-letters", "{}").statusCode()).isEqualTo(404);
    assertThat(post("/api/local/queues/stream-events", "").statusCode()).isEqualTo(400);
    assertThat(post("/api/local/queues/stream-events", "x".repeat(49_153)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void with_keys_set_every_caller_needs_one_even_on_this_machine() throws Exception {
    String key = "4f0c1d9be27a8635c0de9471b3fa6285";
    Map<String, String> keys =
        Map.of("SPILLWAY_FUNCTION_KEYS", "chat:" + key, "SPILLWAY_MODERATOR_KEYS", "g:m" + key);
    LocalServer guarded = TestServer.local("127.0.0.1", keys);
    try {
      URI queue = guarded.host().uri().resolve("/api/local/queues/stream-events");
      URI violations = guarded.host().uri().resolve("/api/violations");

      assertThat(send(HttpRequest.newBuilder(queue).POST(ofString("{}")))).isEqualTo(401);
      assertThat(
              send(
                  HttpRequest.newBuilder(queue)
                      .header("x-functions-key", key)
                      .header("Content-Type", "application/json")
                      .POST(ofString("{}"))))
          .isEqualTo(202);
      assertThat(send(HttpRequest.newBuilder(violations))).isEqualTo(401);
      assertThat(send(HttpRequest.newBuilder(violations).header("x-spillway-key", "m" + key)))
          .isEqualTo(200);
    } finally {
      guarded.stop();
    }
  }

  @Test
  void an_alert_reaches_the_webhook_that_is_set() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          received.add(exchange.getRequestHeaders().getFirst("webhook-id"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    LocalServer sending =
        TestServer.local(
            "127.0.0.1",
            Map.of(
                "SPILLWAY_ALERT_WEBHOOK_URL",
                "http://127.0.0.1:" + receiver.getAddress().getPort(),
                "SPILLWAY_ALERT_WEBHOOK_SECRET",
                "whsec_" + "A".repeat(32),
                "SPILLWAY_ALERT_WEBHOOK_PRIVATE",
                "true"));
    try {
      String raid = "{\"type\":\"raid\",\"actor\":\"bob\",\"viewers\":500,\"eventId\":\"r-1\"}";
      URI events = sending.host().uri().resolve("/api/streams/main/events");

      assertThat(
              send(
                  HttpRequest.newBuilder(events)
                      .header("Content-Type", "application/json")
                      .POST(ofString(raid))))
          .isEqualTo(202);

      assertThat(received.poll(60, TimeUnit.SECONDS)).isEqualTo("main~r-1");
    } finally {
      sending.stop();
      receiver.stop(0);
    }
  }

  private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString()).statusCode();
  }

  private static HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return server.post(path, body, "Content-Type", "application/json");
  }
}
