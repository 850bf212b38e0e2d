package io.spillway.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.functions.Substitutes;
import io.spillway.local.LocalServer;
import io.spillway.ports.deadletter.PendingRetry;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Fixtures;
import io.spillway.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** In-memory server, its input, and the browsers that show it. */
final class Stage implements AutoCloseable {

  static final String APP = "app-key-dba41ecccc3fc1626e53a13043b026c48bbf33fe";
  static final String GRACE = "grace-key-ff9243a8f506b40928b5b7a767c76fb008f86beb";
  static final String LINUS = "linus-key-b2737f6a6f0fb23c6f5da2cec255404e4fb44003";
  static final String ADA = "ada-key-4d6608697a8d41bed440e50454f31af3176813e0";

  /** Three people and an app. */
  static final Map<String, String> KEYS =
      Map.of(
          "SPILLWAY_FUNCTION_KEYS", "chat:" + APP,
          "SPILLWAY_MODERATOR_KEYS", "grace:" + GRACE + ",linus:" + LINUS,
          "SPILLWAY_OPERATOR_KEYS", "ada:" + ADA);

  private final LocalServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Browser> browsers = new ArrayList<>();

  private Stage(LocalServer server) {
    this.server = server;
  }

  /** Starts a server where every caller has all roles. */
  static Stage open() {
    return new Stage(LocalServer.onFreePort(Map.of()));
  }

  static Stage withKeys() {
    return with(KEYS);
  }

  /**
   * Starts a server with an unavailable classifier, so that all messages are published unmoderated.
   */
  static Stage withoutClassifier() {
    return with(
        Map.of(
            "GEMINI_API_KEY", "none",
            "SPILLWAY_GEMINI_ENDPOINT", "http://127.0.0.1:9",
            "SPILLWAY_GEMINI_TIMEOUT_MS", "1000",
            "SPILLWAY_GEMINI_BUDGET_MS", "1000"));
  }

  /** Starts a server with these settings. */
  static Stage with(Map<String, String> environment) {
    return new Stage(LocalServer.onFreePort(environment));
  }

  /** Starts a server with these substitutes. */
  static Stage on(Substitutes substitutes) {
    return new Stage(LocalServer.onFreePort(Map.of(), substitutes));
  }

  /** Starts a server with the keys of three people, and with these substitutes. */
  static Stage withKeys(Substitutes substitutes) {
    return new Stage(LocalServer.onFreePort(KEYS, substitutes));
  }

  /** Reads as the person with this key. */
  JsonNode as(String key, String path) {
    return Json.readObject(ask("GET", path, "", "x-spillway-key", key).body());
  }

  /** Counts the cases in this state, as a moderator. */
  int count(String state) {
    int count = 0;
    String cursor = "";
    do {
      JsonNode page = as(GRACE, "/api/violations?limit=200&state=" + state + cursor);
      count += page.path("items").size();
      cursor = "&cursor=" + page.path("nextCursor").asText();
    } while (!cursor.endsWith("null"));
    return count;
  }

  Browser browser() {
    Browser browser = Browser.open(server.host().uri());
    browsers.add(browser);
    return browser;
  }

  /** Sends a viewer's message. */
  void message(String stream, String author, String text) {
    ask(
        "POST",
        "/api/streams/" + stream + "/messages",
        Json.text(Json.object().put("author", author).put("text", text)));
  }

  /** Reports a published message. */
  void report(String stream, String messageId, String reporter, String reason) {
    ask(
        "POST",
        "/api/streams/" + stream + "/messages/" + messageId + "/report",
        Json.text(Json.object().put("reporter", reporter).put("reason", reason)));
  }

  void event(String stream, String json) {
    ask("POST", "/api/streams/" + stream + "/events", json);
  }

  /** Puts any payload into the queue. */
  void queued(String payload) {
    ask("POST", "/api/local/queues/stream-events", payload);
  }

  /** Puts a message that cannot be filed yet into a poison queue. */
  void poisoned(String queueName) {
    server.composition().queue(queueName).send(Payload.of("poison"), Duration.ofHours(1));
  }

  /** Adds a dead letter that waits for an automatic retry in an hour. */
  void waiting(String stream, String eventId) {
    Instant now = Instant.now();
    PendingRetry retry = new PendingRetry("alerts", now, now.plus(Duration.ofHours(1)), 2);
    server
        .composition()
        .adapters()
        .stores()
        .deadLetters()
        .add(Fixtures.deadLetter(stream, eventId).deadLetteredAt(now).retry(retry).entry());
  }

  /** Sets a policy that only flags threats. */
  void markThreats(String stream) {
    HttpResponse<String> answer =
        ask(
            "PUT",
            "/api/policies/streams/" + stream,
            """
            {"policy": {"rules": {
              "harassment": {"action": "mark"},
              "harassment/threatening": {"action": "mark"},
              "violence": {"action": "mark"}}}}
            """,
            "if-none-match",
            "*");
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.body());
    }
  }

  /** Decides all pending cases, as a caller with all roles. */
  void decideAll(String state) {
    for (JsonNode one : get("/api/violations/waiting").path("items")) {
      ask(
          "PATCH",
          "/api/violations/" + one.path("violationId").asText(),
          "{\"state\":\"" + state + "\"}",
          "if-match",
          one.path("etag").asText());
    }
  }

  JsonNode get(String path) {
    return Json.readObject(ask("GET", path, "").body());
  }

  HttpResponse<String> ask(String method, String path, String body, String... headers) {
    URI uri = URI.create(server.host().uri() + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("content-type", "application/json")
            .header("x-functions-key", APP)
            .method(method, BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    browsers.forEach(Browser::close);
    server.stop();
  }
}
