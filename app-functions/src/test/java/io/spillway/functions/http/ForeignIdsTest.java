package io.spillway.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.ports.Failure;
import io.spillway.ports.queue.Delivery;
import io.spillway.testkit.Fixtures;
import io.spillway.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids as other platforms give them, on every way through the service. */
class ForeignIdsTest {

  private static final String STREAM = Fixtures.longestStream();

  private final Service service = new Service();

  static Stream<String> ids() {
    return Fixtures.foreignIds().stream();
  }

  /** Returns spellings of a segment: as it is, and with all signs encoded. */
  private static List<String> spelled(String id) {
    return List.of(id, URLEncoder.encode(id, StandardCharsets.UTF_8));
  }

  private Reply say(String id, String text) {
    return service.post(
        "/streams/" + STREAM + "/messages",
        Json.object().put("author", "ada").put("text", text).put("messageId", id).toString());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void a_message_is_stored_and_found(String id) {
    Reply sent = say(id, "hello").is(201);

    assertThat(say(id, "hello").is(201).body()).isEqualTo(sent.body());
    for (String spelled : spelled(id)) {
      assertThat(service.get("/streams/" + STREAM + "/messages/" + spelled).is(200).body())
          .isEqualTo(sent.body());
    }
    assertThat(service.get(sent.header("Location").substring(4)).is(200).body())
        .isEqualTo(sent.body());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void a_withheld_message_is_found_and_released(String id) {
    String violation = say(id, "toxic").is(202).text("violationId");

    assertThat(violation).isEqualTo(STREAM + "~" + id);
    for (String spelled : spelled(violation)) {
      service.get("/violations/" + spelled).is(200);
      service.get("/violations/" + spelled + "/audit").is(200);
    }
    String etag = service.get("/violations/" + violation).header("ETag");
    service.patch("/violations/" + violation, etag, "{\"state\":\"dismissed\"}").is(200);
    service.get("/streams/" + STREAM + "/messages/" + id).is(200);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void an_event_is_run_and_its_status_found(String id) {
    Reply sent = follow(id);
    service.deliverAll();

    assertThat(status(sent).at("/workflow/state").asText()).isEqualTo("done");
    assertThat(status(sent).at("/event/eventId").asText()).isEqualTo(id);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void an_event_that_fails_is_a_dead_letter_that_can_be_redriven(String id) {
    service.faults.outage("StatsStore.apply", Failure.permanent("stats.rejected", "wrong key"));
    Reply sent = follow(id);
    service.deliverAll();
    String letter = STREAM + "~" + id;

    assertThat(status(sent).at("/workflow/state").asText()).isEqualTo("dead");
    for (String spelled : spelled(letter)) {
      service.get("/dead-letters/" + spelled).is(200);
      service.get("/dead-letters/" + spelled + "/payload").is(200);
    }
    service.faults.mend();
    service
        .post("/dead-letters/redrive", "{\"ids\":[\"" + letter + "\"],\"reason\":\"mended\"}")
        .is(202);
    service.deliverAll();
    service.maintain("AdvanceRedrives");
    assertThat(service.get("/dead-letters/" + letter).text("state")).isEqualTo("redriven");
  }

  @ParameterizedTest
  @MethodSource("ids")
  void the_workflow_of_an_event_can_be_terminated(String id) {
    Reply sent = follow(id);
    begin();
    String path = "/streams/" + STREAM + "/events/" + id + "/workflow/terminate";

    service.post(path, "{\"reason\":\"by hand\"}").is(202);

    assertThat(status(sent).at("/workflow/state").asText()).isEqualTo("stopped");
    assertThat(status(sent).at("/terminated/reason").asText()).isEqualTo("by hand");
  }

  @Test
  void a_stream_of_any_form_has_a_policy() {
    for (String id : Fixtures.foreignIds()) {
      Map<String, String> isNew = Map.of("Content-Type", "application/json", "If-None-Match", "*");
      String path = "/policies/streams/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
      service.call(HttpMethod.PUT, path, isNew, "{\"policy\":{},\"note\":\"\"}").is(200);
      service.get(path + "/effective").is(200);
    }
  }

  private Reply follow(String id) {
    return service
        .post(
            "/streams/" + STREAM + "/events",
            Json.object().put("type", "follow").put("actor", "ada").put("eventId", id).toString())
        .is(202);
  }

  private JsonNode status(Reply sent) {
    return service.get(sent.text("statusUrl").substring(4)).is(200).body();
  }

  /** Leaves the workflow waiting for its second attempt. */
  private void begin() {
    service.faults.failBefore("StatsStore.apply", Fixtures.outage());
    Delivery delivery = Service.onlyDelivery(service.eventQueue);
    service.beginEvent(delivery);
    service.eventQueue.delete(delivery);
  }
}
