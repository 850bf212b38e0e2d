package io.spillway.functions.moderation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.spillway.adapters.azure.gemini.GeminiClassifier;
import io.spillway.adapters.azure.gemini.GeminiSettings;
import io.spillway.adapters.azure.gemini.GeminiSettings.Thinking;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.testkit.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attacks by viewers on moderation with Gemini, through functions, adapter and Google's SDK. */
class AttackOnModerationTest {

  private static final String HATE = "{\\\"category\\\":\\\"hate\\\",\\\"score\\\":0.97}";

  private final HttpServer gemini = start();
  private final SettableClock geminisClock = new SettableClock();
  private final Service service =
      Service.moderatedBy(new GeminiClassifier(settings(), geminisClock));
  private volatile boolean isOut;
  private volatile boolean hasNewFormat;

  @AfterEach
  void stop() {
    gemini.stop(0);
  }

  @Test
  void fourteen_slow_texts_by_one_author_leave_another_stream_moderated_and_the_recheck_alive() {
    isOut = true;
    for (int i = 0; i < 4; i++) {
      send("other", "early-" + i, "viewer-" + i, i % 2 == 0 ? "vile remark" : "nice one").is(201);
    }
    isOut = false;

    for (int i = 0; i < 14; i++) {
      Reply slow = send("attacked", "slow-" + i, "mallory", "zzslow number " + i).is(201);
      assertThat(status(slow)).isEqualTo("unmoderated");
    }
    for (int i = 0; i < 20; i++) {
      send("other", "m-" + i, "viewer-" + i, "vile remark " + i).is(202);
      assertThat(status(send("other", "n-" + i, "fan-" + i, "nice one " + i).is(201)))
          .isEqualTo("allowed");
    }

    sweep();
    assertThat(service.get("/streams/other/messages").items())
        .as("all of the outage is checked by the first run")
        .hasSize(22)
        .allSatisfy(
            item -> assertThat(item.at("/moderation/status").asText()).isEqualTo("allowed"));
    for (int minute = 1; minute < 5; minute++) {
      service.clock.advance(Duration.ofMinutes(1));
      geminisClock.advance(Duration.ofMinutes(1));
      send("other", "w-" + minute, "viewer", "vile remark again " + minute).is(202);
      sweep();
    }
    assertThat(service.get("/streams/attacked/messages").items()).isEmpty();
    assertThat(service.get("/moderation/health").body().at("/unmoderated/count").asInt()).isZero();
  }

  @Test
  void a_text_that_makes_the_model_repeat_a_category_is_withheld() {
    Reply held = send("main", "m-1", "mallory", "zztwice").is(202);

    assertThat(held.text("category")).isEqualTo("hate");
  }

  @Test
  void a_text_that_corrupts_its_response_is_withheld_for_review() {
    Reply held = send("main", "m-1", "mallory", "zzgarbage").is(202);

    assertThat(held.text("category")).isEqualTo("unspecified");
    assertThat(service.get("/violations/main~m-1").is(200).text("state")).isEqualTo("open");
  }

  @Test
  void a_provider_that_changes_its_format_does_not_close_the_chat() {
    hasNewFormat = true;

    for (int i = 0; i < 10; i++) {
      Reply reply = send("main", "m-" + i, "viewer-" + i, "nice one " + i).is(201);
      assertThat(status(reply)).isEqualTo("unmoderated");
    }
    for (int minute = 0; minute < 10; minute++) {
      sweep();
      service.clock.advance(Duration.ofMinutes(1));
      geminisClock.advance(Duration.ofMinutes(1));
    }
    assertThat(service.get("/streams/main/messages").items()).hasSize(10);

    hasNewFormat = false;
    geminisClock.advance(Duration.ofMinutes(1));
    sweep();
    assertThat(service.get("/moderation/health").body().at("/unmoderated/count").asInt()).isZero();
  }

  private Reply send(String stream, String id, String author, String text) {
    return service.post(
        "/streams/" + stream + "/messages",
        "{\"messageId\":\"%s\",\"author\":\"%s\",\"text\":\"%s\"}".formatted(id, author, text));
  }

  private static String status(Reply reply) {
    return reply.body().at("/moderation/status").asText();
  }

  private void sweep() {
    service.maintain("RecheckUnmoderated");
  }

  /** Long enough for a loaded machine; a slow call fails as a timeout. */
  private GeminiSettings settings() {
    return new GeminiSettings(
        "key",
        GeminiSettings.DEFAULT_MODEL,
        Thinking.LEAST,
        URI.create("http://127.0.0.1:" + gemini.getAddress().getPort()),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        1);
  }

  private HttpServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
      return server;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      if (isOut) {
        // Without a probe, which would continue in the background after the outage.
        write(exchange, 429, error(429, "RESOURCE_EXHAUSTED"));
      } else if (asked.contains("zzslow")) {
        write(exchange, 504, error(504, "DEADLINE_EXCEEDED"));
      } else {
        write(exchange, 200, said(asked));
      }
    }
  }

  private static void write(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String error(int code, String status) {
    return "{\"error\":{\"code\":%d,\"message\":\"words\",\"status\":\"%s\"}}"
        .formatted(code, status);
  }

  private String said(String asked) {
    String scores = "";
    if (asked.contains("vile remark")) {
      scores = HATE;
    } else if (asked.contains("zztwice")) {
      scores = HATE + "," + HATE.replace("0.97", "0.96");
    }
    String text = "{\\\"scores\\\":[" + scores + "]}";
    if (hasNewFormat || asked.contains("zzgarbage")) {
      text = "{\\\"result\\\":null}";
    }
    return """
        {"candidates":[{"content":{"role":"model","parts":[{"text":"%s"}]},"finishReason":"STOP"}]}
        """
        .formatted(text);
  }
}
