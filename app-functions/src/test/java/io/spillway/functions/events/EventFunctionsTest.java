package io.spillway.functions.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.ports.Failure;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.StreamEvent;
import io.spillway.wire.Json;
import java.net.URLEncoder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFunctionsTest {

  private static final String PATH = "/streams/main/events";

  private final Service service = new Service();

  @Test
  void an_event_is_queued_with_202_and_says_where_to_ask_for_it() {
    Reply reply =
        service.post(PATH, "{\"type\":\"follow\",\"actor\":\"ada\",\"eventId\":\"e-1\"}").is(202);
    assertThat(reply.text("eventId")).isEqualTo("e-1");
    assertThat(reply.text("statusUrl")).isEqualTo("/api/streams/main/events/e-1");
    assertThat(reply.header("Location")).isEqualTo("/api/streams/main/events/e-1");
    service.get("/streams/main/events/e-1").isProblem(404, "not-found");
  }

  @Test
  void the_source_is_api_unless_the_event_names_one() {
    String plain = "{\"type\":\"follow\",\"actor\":\"ada\",\"eventId\":\"e-1\"%s}";
    assertThat(service.post(PATH, plain.formatted("")).is(202).text("source")).isEqualTo("api");

    Reply other = service.post(PATH, plain.formatted(",\"source\":\"twitch\"")).is(202);

    assertThat(other.text("source")).isEqualTo("twitch");
    String key = StreamEvent.key("twitch", "e-1");
    assertThat(other.text("statusUrl")).isEqualTo("/api/streams/main/events/" + key);
    service.deliverAll();
    assertThat(service.get("/streams/main/stats").body().path("followers").asInt()).isEqualTo(2);
    assertThat(service.get("/streams/main/events/" + key).is(200).text("eventId")).isEqualTo("e-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"e-1", "a/b c", "100%", "ä?&=#"})
  void a_status_is_found_by_the_id_and_source_as_sent(String id) {
    service.post(
        PATH,
        Json.object()
            .put("type", "follow")
            .put("actor", "ada")
            .put("source", "urn:x y")
            .put("id", id)
            .toString());
    service.deliverAll();
    String path = PATH + "/" + URLEncoder.encode(id, UTF_8).replace("+", "%20");

    Reply status = service.get(path + "?source=urn:x%20y").is(200);

    assertThat(status.text("eventId")).isEqualTo(id);
    assertThat(status.body().at("/event/source").asText()).isEqualTo("urn:x y");
    service.get(path + "?source=other").isProblem(404, "not-found");
  }

  @Test
  void a_path_without_a_source_must_have_an_id_of_the_usual_form() {
    assertThat(service.get(PATH + "/a%20b").isProblem(400, "invalid-input").errors())
        .singleElement()
        .asString()
        .startsWith("eventId must be 1 to 255 letters");
    assertThat(
            service
                .get(PATH + "/a%20b?source=" + "s".repeat(513))
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly("source must have 1 to 512 characters");
  }

  @Test
  void the_aliases_and_texts_of_the_queue_are_read() {
    String raid =
        "{\"type\":\"raid\",\"username\":\"ada\",\"id\":\"e-1\",\"viewers\":\"50\","
            + "\"timestamp\":\"2026-11-23T18:00:00Z\",\"streamId\":\"main\"}";
    service.post(PATH, raid).is(202);
    service.post("/events", raid.replace("e-1", "e-2")).is(202);
    service.deliverAll();
    assertThat(service.get(PATH).items("viewers")).containsExactly("50", "50");
  }

  @Test
  void gifts_cheers_and_reversals_are_counted() {
    service.post(PATH, "{\"type\":\"gift\",\"anonymous\":true,\"count\":5,\"id\":\"g-1\"}");
    service.post(PATH, "{\"type\":\"cheer\",\"user\":\"ada\",\"bits\":\"100\"}").is(202);
    service.post(PATH, "{\"type\":\"reversal\",\"reverses\":{\"id\":\"g-1\"}}").is(202);
    service.deliverAll();
    JsonNode stats = service.get("/streams/main/stats").is(200).body();
    assertThat(stats.path("bits").asInt()).isEqualTo(100);
    assertThat(service.get(PATH).items("type"))
        .containsExactlyInAnyOrder("gift", "cheer", "reversal");
  }

  @Test
  void an_id_that_is_used_again_for_another_content_is_a_conflict() {
    String follow = "{\"type\":\"follow\",\"actor\":\"ada\",\"eventId\":\"e-1\"}";
    service.post(PATH, follow).is(202);
    service.post(PATH, follow).is(202);
    service.post(PATH, follow.replace("ada", "bob")).isProblem(409, "event-id-reused");
  }

  @Test
  void an_event_without_an_id_gets_one() {
    Reply reply = service.post(PATH, "{\"type\":\"follow\",\"actor\":\"ada\"}").is(202);
    assertThat(reply.text("eventId")).isEqualTo("new-1");
  }

  @Test
  void a_delivered_event_has_a_status_a_history_and_counts() {
    service.post(PATH, "{\"type\":\"follow\",\"actor\":\"ada\",\"eventId\":\"e-1\"}");
    service.deliverAll();
    Reply status = service.get("/streams/main/events/e-1").is(200);
    assertThat(status.body().path("workflow").path("state").asText()).isEqualTo("done");
    assertThat(status.body().path("workflow").path("activities"))
        .extracting(
            activity -> activity.path("activity").asText() + " " + activity.path("state").asText())
        .containsExactly("stats done", "alerts done", "log done");
    assertThat(status.body().path("event").path("actor").asText()).isEqualTo("ada");
    assertThat(service.get(PATH).is(200).items("eventId")).containsExactly("e-1");
    assertThat(service.get("/streams/main/stats").body().path("followers").asInt()).isEqualTo(1);
  }

  @Test
  void the_numbers_of_a_stream_are_exact_and_the_same_by_both_routes() {
    service.post(PATH, "{\"type\":\"follow\",\"actor\":\"ada\",\"eventId\":\"e-1\"}");
    service.post(PATH, "{\"type\":\"follow\",\"actor\":\"ada\",\"eventId\":\"e-1\"}");
    service.post(PATH, "{\"type\":\"subscription\",\"actor\":\"bob\",\"tier\":1,\"months\":3}");
    service.post(
        PATH, "{\"type\":\"donation\",\"actor\":\"cyd\",\"amount\":\"0.10\",\"currency\":\"USD\"}");
    service.post(
        PATH, "{\"type\":\"donation\",\"actor\":\"cyd\",\"amount\":0.20,\"currency\":\"USD\"}");
    service.post(PATH, "{\"type\":\"raid\",\"actor\":\"dee\",\"viewers\":50}");
    service.post(PATH, "{\"type\":\"custom\",\"actor\":\"eve\",\"name\":\"hype.train\"}");
    service.post("/message", "{\"username\":\"ada\",\"message\":\"hello\"}");
    service.post("/message", "{\"username\":\"ada\",\"message\":\"toxic\"}");
    service.classifier.breakDown();
    service.post("/message", "{\"username\":\"ada\",\"message\":\"hm\"}");
    service.deliverAll();
    JsonNode stats = service.get("/streams/main/stats").is(200).body();
    assertThat(stats.toString())
        .isEqualTo(
            "{\"streamId\":\"main\",\"followers\":1,\"subscriptions\":1,\"gifts\":0,"
                + "\"bits\":0,\"donations\":{\"USD\":\"0.30\"},\"raids\":1,"
                + "\"custom\":{\"hype.train\":1},\"reversals\":0,"
                + "\"messages\":{\"accepted\":2,\"held\":1,\"unmoderated\":1}}");
    assertThat(service.get("/stats/main").is(200).body()).isEqualTo(stats);
  }

  @Test
  void a_stream_that_was_never_seen_has_nothing() {
    JsonNode stats = service.get("/streams/nobody/stats").is(200).body();
    assertThat(stats.path("followers").asInt()).isZero();
    assertThat(service.get("/streams/nobody/events").is(200).items()).isEmpty();
    assertThat(service.get("/streams/nobody/alerts").is(200).items()).isEmpty();
  }

  @Test
  void a_large_donation_and_a_large_raid_are_alerts() {
    service.post(
        PATH, "{\"type\":\"donation\",\"actor\":\"ada\",\"amount\":\"500\",\"currency\":\"USD\"}");
    service.clock.advance(Duration.ofSeconds(1));
    service.post(PATH, "{\"type\":\"raid\",\"actor\":\"bob\",\"viewers\":5000}");
    service.deliverAll();
    Reply alerts = service.get("/streams/main/alerts?limit=1").is(200);
    assertThat(alerts.items("kind")).containsExactly("large-raid");
    Reply rest = service.get("/streams/main/alerts?cursor=" + alerts.text("nextCursor")).is(200);
    assertThat(rest.items("summary")).containsExactly("ada gave 500.00 USD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"actor\":\"ada\"}                                      | type",
        "{\"type\":\"wedding\",\"actor\":\"ada\"}                 | type",
        "{\"type\":\"follow\"}                                    | actor",
        "{\"type\":\"follow\",\"actor\":\"ada\",\"viewers\":1}    | viewers",
        "{\"type\":\"raid\",\"actor\":\"ada\",\"viewers\":\"one\"} | viewers",
        "{\"type\":\"raid\",\"actor\":\"ada\",\"viewers\":1.5}    | viewers",
        "{\"type\":\"raid\",\"actor\":\"ada\",\"viewers\":-1}     | viewers",
        "{\"type\":\"donation\",\"actor\":\"ada\"}                | currency,amount",
        "{\"type\":\"donation\",\"actor\":\"ada\",\"amount\":\"1e3\",\"currency\":\"USD\"} | amount",
        "{\"type\":\"donation\",\"actor\":\"ada\",\"amount\":\"1.001\",\"currency\":\"USD\"} | amount",
        "{\"type\":\"donation\",\"actor\":\"ada\",\"amount\":true,\"currency\":\"XXX\"} | amount",
        "{\"type\":\"custom\",\"actor\":\"ada\"}                 | name",
        "{\"type\":\"custom\",\"actor\":\"ada\",\"name\":\"raid\"} | name",
        "{\"type\":\"custom\",\"actor\":\"ada\",\"name\":\"x\",\"viewers\":1} | viewers",
        "{\"type\":\"custom\",\"actor\":\"ada\",\"name\":\"x\",\"fields\":{\"a\":[]}} | fields",
        "{\"type\":\"custom\",\"actor\":\"ada\",\"name\":\"X\",\"fields\":{\"a b\":\"\"}} | name,fields",
        "{\"type\":\"custom\",\"actor\":\"ada\",\"name\":\"x\",\"fields\":{\"a\":\"\\u0000\"}} | fields.a",
        "{\"type\":\"raid\",\"actor\":\"ada\",\"viewers\":1,\"fields\":{\"a\":\"\"}} | fields",
        "{\"type\":\"follow\",\"actor\":\"ada\",\"name\":\"x\"} | name",
        "{\"type\":\"follow\",\"actor\":\"ada\",\"occurredAt\":\"yesterday\"} | occurredAt",
        "{\"type\":\"follow\",\"actor\":\"ada\",\"eventId\":\"a/b\",\"user\":\"ada\"} | user",
        "{\"type\":\"follow\",\"actor\":\"ada\",\"streamId\":\"other\"} | streamId"
      })
  void every_bad_field_of_an_event_is_named(String body, String fields) {
    assertThat(service.post(PATH, body).isProblem(400, "invalid-input").errors())
        .extracting(error -> error.substring(0, error.indexOf(' ')))
        .containsExactlyInAnyOrder(fields.split(","));
    assertThat(service.eventQueue.approximateCount()).isZero();
  }

  @Test
  void a_full_queue_is_answered_with_503() {
    service.faults.outage("WorkQueue.send", Failure.throttled("queue.full", "", null));
    Reply reply =
        service.post(PATH, "{\"type\":\"follow\",\"actor\":\"ada\"}").isProblem(503, "unavailable");
    assertThat(reply.text("code")).isEqualTo("queue.full");
  }

  @Test
  void an_event_whose_activity_fails_permanently_is_reported_dead() {
    service.faults.outage("AlertStore.add", Failure.permanent("alerts.rejected", "wrong key"));
    service.post(
        PATH, "{\"type\":\"raid\",\"actor\":\"bob\",\"viewers\":5000,\"eventId\":\"e-1\"}");
    service.deliverAll();
    JsonNode workflow = service.get("/streams/main/events/e-1").is(200).body().path("workflow");
    assertThat(workflow.path("state").asText()).isEqualTo("dead");
    assertThat(workflow.at("/activities/1/state").asText()).isEqualTo("failed");
    assertThat(workflow.at("/activities/1/failure/code").asText()).isEqualTo("alerts.rejected");
    assertThat(service.get("/dead-letters").items("eventId")).containsExactly("e-1");
  }

  @Test
  void alerts_are_sent_and_listed_each_once_and_the_tenth_follower_is_one() {
    for (int i = 1; i <= 11; i++) {
      service.post(PATH, "{\"type\":\"follow\",\"actor\":\"ada\",\"eventId\":\"f-" + i + "\"}");
      service.post(PATH, "{\"type\":\"follow\",\"actor\":\"ada\",\"eventId\":\"f-" + i + "\"}");
    }
    service.post(
        PATH,
        "{\"type\":\"donation\",\"actor\":\"bob\",\"amount\":\"100\",\"currency\":\"EUR\","
            + "\"eventId\":\"d-1\"}");
    service.deliverAll();

    assertThat(service.get("/streams/main/alerts").items("kind"))
        .containsExactlyInAnyOrder("follower-milestone", "large-donation");
    assertThat(service.alertChannel.sent()).extracting(Alert::alertId).hasSize(2).contains("d-1");
    assertThat(service.get("/health").is(200).body().at("/ports/alertChannel/state").asText())
        .isEqualTo("up");
  }

  @Test
  void an_event_that_the_engine_has_forgotten_is_still_in_the_history() {
    service
        .adapters
        .stores()
        .events()
        .append(io.spillway.testkit.Fixtures.event("main", "old").build());
    Reply reply = service.get("/streams/main/events/old").is(200);
    assertThat(reply.body().path("workflow").isNull()).isTrue();
    assertThat(reply.body().path("event").path("eventId").asText()).isEqualTo("old");
  }
}
