package io.spillway.cli.demo;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.local.LocalServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Demo against a whole in-memory server. */
class DemoTest {

  private static final String SECRET = "hidden text";
  private static LocalServer server;

  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void start() {
    server = LocalServer.onFreePort(Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everything_that_is_played_adds_up(@TempDir Path folder) throws Exception {
    assertThat(play("adds-up", folder)).as(out.toString()).isTrue();

    assertThat(out.toString())
        .contains("All consistent.", "event.invalid", "event.not-json", "event.unsupported")
        .contains("stats: donations in USD", "stats: donations in JPY")
        .doesNotContain(SECRET);
    assertThat(lineOf("messages  ")).contains(" 280 ");
    assertThat(lineOf("  withheld for review")).contains(" 1 ");
    assertThat(lineOf("  refused as invalid")).as("one has 501 characters").contains(" 1 ");
  }

  @Test
  void a_second_run_on_the_same_server_adds_up_as_well(@TempDir Path folder) throws Exception {
    assertThat(play("again-1", folder)).isTrue();
    assertThat(play("again-2", folder)).isTrue();
  }

  @Test
  void the_row_that_does_not_add_up_is_named(@TempDir Path folder) throws Exception {
    String path = "/api/streams/meddled-with/events";
    String event = "{\"type\":\"follow\",\"actor\":\"another actor\",\"eventId\":\"other\"}";
    send(HttpRequest.newBuilder(server.host().uri().resolve(path)).POST(ofString(event)));

    assertThat(play("meddled-with", folder)).isFalse();

    assertThat(out.toString()).contains("Different: events in the history; stats: followers.");
  }

  private boolean play(String streamId, Path folder) throws Exception {
    Path input = folder.resolve("lines.jsonl");
    List<String> lines = new java.util.ArrayList<>();
    lines.addAll(Collections.nCopies(278, "{\"text\":\"" + SECRET + "\"}"));
    lines.add("{\"text\":\"kys\"}");
    lines.add("{\"text\":\"" + "x".repeat(501) + "\"}");
    Files.write(input, lines);
    DemoSettings settings = new DemoSettings(server.host().uri(), null, streamId, 0, null, input);
    return new Demo(settings, new PrintWriter(out), false).run();
  }

  private String lineOf(String start) {
    return out.toString().lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  private static void send(HttpRequest.Builder request) throws Exception {
    HttpRequest json = request.header("Content-Type", "application/json").build();
    HttpResponse<String> response = HttpClient.newHttpClient().send(json, BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(202);
  }
}
