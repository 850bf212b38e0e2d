package io.spillway.local;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.Moderation;
import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.functions.Composition;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Callers;
import io.spillway.functions.settings.Settings;
import io.spillway.local.host.FunctionHost;
import io.spillway.local.host.HostSettings;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.moderation.Scores;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import io.spillway.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The life of an author over HTTP, on the Cosmos DB test server: writes, is reported, withheld and
 * restricted, appeals, is released, exported and erased.
 */
@Timeout(120)
class OneAuthorsLifeTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String AUTHOR = "AC/DC \u2603";
  private static final String ENCODED = URLEncoder.encode(AUTHOR, UTF_8).replace("+", "%20");
  private static final String MIA = "mia-key-9d2c4b7f6a1e3058c4d7b2a19e6f3c0578ab41d2";
  private static final String NOA = "noa-key-b7e1a94c2d6f8035a1c9e4d27b60f3589ce1d4a7";
  private static final String PIA = "pia-key-4f8a1d3c9b7e2605d1c8f4a73e9b2d605c7a18e4";
  private static final String SITE = "site-key-c3d9a7f1e5b24680f2d8c6a41e7b3095d4a8c1f6";

  private final SettableClock clock = new SettableClock(Fixtures.NOW);
  private @Nullable URI root;

  private record Reply(int status, String text, String etag) {
    JsonNode body() {
      return Json.readObject(text);
    }

    Reply is(int wanted) {
      assertThat(status).as(text).isEqualTo(wanted);
      return this;
    }
  }

  @Test
  void ends_without_a_trace_of_the_name() throws Exception {
    try (CosmosTestServer server = CosmosTestServer.builder().clock(clock).start();
        Composition composition = compose(server);
        FunctionHost host = start(composition, settings(server))) {
      root = host.uri();
      Moderation moderation =
          Moderation.builder()
              .stores(composition.adapters().stores())
              .classifier("none", text -> Scores.NONE)
              .clock(clock)
              .build();
      writes();
      isReported();
      isWithheldAndRestricted();
      appealsAndIsReleased();
      isExported();
      isErased(moderation);

      List<String> documents = NameScan.documents(server);
      assertThat(documents).hasSizeGreaterThan(3);
      assertThat(NameScan.find(AUTHOR, documents)).isEmpty();
    }
  }

  private void writes() throws Exception {
    ask(SITE, "POST", "streams/main/messages", message("m-1", "hello")).is(201);
    ask(SITE, "POST", "streams/main/messages", message("m-2", "kys")).is(202);
    Reply feed = ask(SITE, "GET", "streams/main/feed", null).is(200);
    assertThat(feed.body().at("/changes/0/messageId").asText()).isEqualTo("m-1");
    assertThat(feed.body().at("/changes/0/author").asText()).isEqualTo(AUTHOR);
  }

  private void isReported() throws Exception {
    for (String reporter : List.of("bo", "cy")) {
      ask(
              SITE,
              "POST",
              "streams/main/messages/m-1/report",
              "{\"reporter\":\"" + reporter + "\",\"reason\":\"spam\"}")
          .is(202);
    }
    Reply queue = ask(MIA, "GET", "violations/waiting?streamId=main", null).is(200);
    assertThat(queue.text()).contains("\"state\":\"reported\"", "\"reasons\":{\"spam\":2}");
  }

  private void isWithheldAndRestricted() throws Exception {
    String feed = ask(SITE, "GET", "streams/main/feed", null).body().path("cursor").asText();
    Reply withheld =
        ask(MIA, "POST", "streams/main/messages/m-1/withhold", "{\"reason\":\"spam\"}").is(200);
    assertThat(withheld.body().path("state").asText()).isEqualTo("upheld");
    Reply told = ask(SITE, "GET", "streams/main/feed?after=" + feed, null).is(200);
    assertThat(told.body().at("/changes/0/type").asText()).isEqualTo("withdrawn");
    ask(
            MIA,
            "POST",
            "restrictions?streamId=main",
            "{\"author\":\""
                + AUTHOR
                + "\",\"effect\":\"refuse\",\"minutes\":30,\"reason\":\"spam\"}")
        .is(200);
    Reply refused =
        ask(SITE, "POST", "streams/main/messages", message("m-3", "hello again")).is(403);
    assertThat(refused.body().path("until").asText())
        .isEqualTo(clock.instant().plus(Duration.ofMinutes(30)).toString());
    ask(
            MIA,
            "POST",
            "authors/notes?streamId=main",
            "{\"author\":\"" + AUTHOR + "\",\"text\":\"" + AUTHOR + " sells followers\"}")
        .is(201);
  }

  private void appealsAndIsReleased() throws Exception {
    Reply appealed =
        ask(
                SITE,
                "POST",
                "violations/main~m-1/appeal",
                "{\"author\":\"" + AUTHOR + "\",\"text\":\"I sell nothing\"}")
            .is(202);
    assertThat(appealed.body().path("state").asText()).isEqualTo("reopened");
    Reply found = ask(NOA, "GET", "violations/main~m-1", null).is(200);
    decide(NOA, found.etag()).is(200);
    ask(NOA, "POST", "restrictions/lift?streamId=main", "{\"author\":\"" + AUTHOR + "\"}").is(200);
    Reply page = ask(NOA, "GET", "authors?author=" + ENCODED + "&streamId=main", null).is(200);
    assertThat(page.body().at("/standing/effect").asText()).isEqualTo("none");
    assertThat(page.body().at("/messages/items/0/moderation/status").asText())
        .isEqualTo("released");
    ask(SITE, "POST", "streams/main/messages", message("m-3", "hello again")).is(201);
  }

  private Reply decide(String key, String etag) throws Exception {
    HttpRequest request =
        request(key, "violations/main~m-1")
            .header("If-Match", etag)
            .method("PATCH", ofString("{\"state\":\"dismissed\"}"))
            .build();
    return send(request);
  }

  private void isExported() throws Exception {
    Reply export = ask(PIA, "GET", "authors/export?limit=200&author=" + ENCODED, null).is(200);
    for (String kind : List.of("violations", "messages", "reports", "notes", "audit")) {
      assertThat(export.text()).contains("{\"kind\":\"" + kind + "\"");
    }
    assertThat(export.text())
        .contains(AUTHOR, "hello again", "I sell nothing", "another viewer")
        .doesNotContain("\"reporter\":\"bo\"");
  }

  private void isErased(Moderation moderation) throws Exception {
    clock.advance(Duration.ofSeconds(1));
    Reply asked = ask(PIA, "POST", "erasures", "{\"author\":\" " + AUTHOR + "\"}").is(202);
    moderation.runMaintenance().orThrow();
    clock.advance(Duration.ofMinutes(16));
    moderation.runMaintenance().orThrow();

    String id = asked.body().path("erasureId").asText();
    Reply done = ask(PIA, "GET", "erasures/" + id, null).is(200);
    assertThat(done.body().path("state").asText()).as(done.text()).isEqualTo("done");
    assertThat(done.body().at("/done/messages").asInt()).isEqualTo(2);
    assertThat(done.body().at("/done/violations").asInt()).isEqualTo(2);
    assertThat(done.body().at("/done/reports").asInt()).isEqualTo(2);
    assertThat(done.body().at("/done/notes").asInt()).isEqualTo(1);
    Reply page = ask(NOA, "GET", "authors?author=" + ENCODED, null).is(200);
    assertThat(page.body().at("/messages/items").size()).isZero();
    assertThat(page.body().at("/violations/items").size()).isZero();
  }

  private static String message(String id, String text) {
    return "{\"messageId\":\"%s\",\"author\":\"%s\",\"text\":\"%s\"}".formatted(id, AUTHOR, text);
  }

  private Reply ask(String key, String method, String path, @Nullable String body)
      throws Exception {
    return send(
        request(key, path).method(method, body == null ? noBody() : ofString(body)).build());
  }

  private HttpRequest.Builder request(String key, String path) {
    String header = key.equals(SITE) ? "x-functions-key" : "x-spillway-key";
    return HttpRequest.newBuilder(URI.create(root + "/api/" + path))
        .header("Content-Type", "application/json")
        .header(header, key);
  }

  private static Reply send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
    return new Reply(
        response.statusCode(), response.body(), response.headers().firstValue("ETag").orElse(""));
  }

  private static Settings settings(CosmosTestServer server) {
    return Settings.from(
        Map.of(
            "SPILLWAY_COSMOS_CONNECTION",
            server.connectionString(),
            "SPILLWAY_COSMOS_CREATE",
            "true",
            "SPILLWAY_MODERATOR_KEYS",
            "mia:" + MIA + ",noa:" + NOA,
            "SPILLWAY_OPERATOR_KEYS",
            "pia:" + PIA,
            "SPILLWAY_FUNCTION_KEYS",
            "site:" + SITE));
  }

  private Composition compose(CosmosTestServer server) {
    Settings settings = settings(server);
    return new Composition(
        settings,
        new InMemory(clock, settings.retention()),
        new AwaitedWorkflowEngine(Duration.ofMinutes(1)),
        clock,
        new DeadLetter.Origin("test", "test"));
  }

  private FunctionHost start(Composition composition, Settings settings) {
    Spillway spillway = composition.spillway(Callers.onOneMachine(settings.access()));
    return FunctionHost.start(
        spillway.instances(),
        spillway.router(),
        composition::queue,
        clock,
        HostSettings.on("127.0.0.1", 0));
  }
}
