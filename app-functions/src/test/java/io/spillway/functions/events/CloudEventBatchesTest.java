package io.spillway.functions.events;

import static io.spillway.functions.events.CloudEventRequests.BATCHED;
import static io.spillway.functions.events.CloudEventRequests.EVENTS;
import static io.spillway.functions.events.CloudEventRequests.ON_MAIN;
import static io.spillway.functions.events.CloudEventRequests.RAID;
import static io.spillway.functions.events.CloudEventRequests.raid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.ports.Failure;
import io.spillway.ports.event.StreamEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of events over HTTP, each event with an answer of its own. */
class CloudEventBatchesTest {

  private final Service service = new Service();

  private static List<JsonNode> results(Reply reply) {
    return StreamSupport.stream(reply.body().path("results").spliterator(), false).toList();
  }

  private static List<Integer> statuses(Reply reply) {
    return results(reply).stream().map(result -> result.path("status").asInt()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {BATCHED, "application/json"})
  void a_batch_is_queued_in_its_order_and_answered_by_event(String contentType) {
    Reply reply =
        service.post(EVENTS, contentType, "[" + raid("r-1") + "," + raid("r-2") + "]").is(202);

    assertThat(results(reply)).extracting(r -> r.path("index").asInt()).containsExactly(0, 1);
    assertThat(results(reply))
        .extracting(result -> result.path("id").asText() + result.path("status").asInt())
        .containsExactly("r-1202", "r-2202");
    assertThat(results(reply).get(1).path("statusUrl").asText())
        .isEqualTo("/api/streams/main/events/" + StreamEvent.key("urn:x", "r-2"));
    assertThat(reply.headerOrNull("Location")).isNull();
    service.deliverAll();
    assertThat(service.get(ON_MAIN).items("eventId")).containsExactlyInAnyOrder("r-1", "r-2");
  }

  @Test
  void refused_events_of_a_batch_have_a_problem_each_and_others_are_queued() {
    String conflict = raid("r-1").replace("\"ada\"", "\"bob\"");
    String bad = raid("r-3").replace("\"viewers\":7", "\"viewers\":-7");
    Reply reply =
        service
            .post(
                EVENTS,
                BATCHED,
                "[7," + raid("r-1") + "," + raid("r-1") + "," + conflict + "," + bad + "]")
            .is(207);

    assertThat(statuses(reply)).containsExactly(400, 202, 202, 409, 400);
    assertThat(results(reply).get(3).at("/problem/type").asText())
        .isEqualTo("/problems/event-id-reused");
    JsonNode last = results(reply).get(4);
    assertThat(last.path("id").asText()).isEqualTo("r-3");
    assertThat(last.path("source").asText()).isEqualTo("urn:x");
    assertThat(last.at("/problem/errors/0/field").asText()).isEqualTo("data.viewers");
    service.deliverAll();
    assertThat(service.get("/streams/main/stats").body().path("raids").asInt()).isEqualTo(1);
  }

  @Test
  void a_batch_without_a_queue_fails_as_a_whole_and_can_be_repeated() {
    service.faults.failBefore("WorkQueue.send", Failure.throttled("queue.full", "", null));
    String bad = raid("r-0").replace("\"viewers\":7", "\"viewers\":-7");
    String batch = "[" + bad + "," + raid("r-1") + "," + raid("r-2") + "]";
    Reply reply = service.post(EVENTS, BATCHED, batch).isProblem(503, "unavailable");

    assertThat(statuses(reply)).containsExactly(400, 503, 503);
    assertThat(reply.header("Retry-After")).isEqualTo("1");
    assertThat(service.eventQueue.approximateCount()).isZero();
    assertThat(statuses(service.post(EVENTS, BATCHED, batch).is(207)))
        .containsExactly(400, 202, 202);
    service.deliverAll();
    assertThat(service.get("/streams/main/stats").body().path("raids").asInt()).isEqualTo(2);
  }

  @Test
  void a_batch_has_at_most_100_events_and_may_be_empty() {
    String full =
        IntStream.range(0, 100).mapToObj(i -> raid("r-" + i)).collect(Collectors.joining(","));
    assertThat(statuses(service.post(EVENTS, BATCHED, "[" + full + "]").is(202))).hasSize(100);
    assertThat(results(service.post(EVENTS, BATCHED, "[]").is(202))).isEmpty();
    assertThat(
            service
                .post(EVENTS, BATCHED, "[" + full + "," + RAID + "]")
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly("body must have at most 100 events");
    service.post(EVENTS, BATCHED, "[" + " ".repeat(65_536) + "]").isProblem(413, "body-too-large");
  }

  @Test
  void an_idempotency_key_names_each_plain_event_of_a_batch() {
    Map<String, String> headers = new HashMap<>(Service.JSON);
    headers.put("Idempotency-Key", "key-1");
    String batch = "[{\"type\":\"follow\",\"user\":\"a\"},{\"type\":\"follow\",\"user\":\"a\"}]";
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Reply reply = service.call(HttpMethod.POST, ON_MAIN, headers, batch).is(202);
      results(reply).forEach(result -> ids.add(result.path("eventId").asText()));
    }
    assertThat(ids.subList(2, 4)).isEqualTo(ids.subList(0, 2)).doesNotHaveDuplicates();
    service.deliverAll();
    assertThat(service.get("/streams/main/stats").body().path("followers").asInt()).isEqualTo(2);
    headers.put("Idempotency-Key", "a b");
    service.call(HttpMethod.POST, ON_MAIN, headers, batch).isProblem(400, "invalid-input");
  }
}
