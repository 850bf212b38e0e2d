package io.spillway.functions.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.wire.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Identity of events that cannot be processed. */
class DeadEventFunctionsTest {

  private static final String X_1 =
      "{'streamId':'main','id':'x-1','type':'donation','user':'ada','amount':'%s','currency':'USD'}";

  private final Service service = new Service();

  private static String x1(String amount) {
    return X_1.formatted(amount).replace('\'', '"');
  }

  private void queue(String payload) {
    service.clock.advance(Duration.ofSeconds(1));
    service.eventQueue.send(Payload.of(payload.replace('\'', '"')));
    service.deliverAll();
  }

  private JsonNode letter() {
    return service.get("/dead-letters").is(200).onlyItem();
  }

  private Reply edit(String payload) {
    String body = Json.text(Json.object().put("payload", payload).put("reason", "why"));
    return service.patch(
        "/dead-letters/" + letter().path("deadLetterId").asText(),
        letter().path("etag").asText(),
        body);
  }

  private String dollars() {
    return service.get("/streams/main/stats").is(200).body().at("/donations/USD").asText();
  }

  private String skipped() {
    return service
        .get("/dead-letters/redrives")
        .body()
        .at("/items/0/progress/skips/0/why")
        .asText();
  }

  @Test
  void an_invalid_event_is_found_by_its_type_and_its_id() {
    queue(x1("many"));

    assertThat(letter().path("source").asText()).isEqualTo("queue");
    assertThat(letter().path("eventId").asText()).isEqualTo("x-1");
    assertThat(letter().path("eventType").asText()).isEqualTo("donation");
    assertThat(letter().path("deadLetterId").asText()).startsWith("main~~");
    for (String filter :
        new String[] {
          "type=donation", "eventId=x-1", "eventId=" + StreamEvent.key("queue", "x-1")
        }) {
      assertThat(service.get("/dead-letters?" + filter).items()).as(filter).hasSize(1);
    }
    assertThat(service.get("/dead-letters?eventId=x-2").items()).isEmpty();
  }

  @Test
  void an_event_with_an_unreadable_field_is_found_by_its_stream_type_and_id() {
    queue("{'streamId':'main','id':'x-1','type':'donation','amount':{},'colour':'red'}");

    assertThat(letter().path("failure").path("code").asText()).isEqualTo("event.wrong-type");
    assertThat(service.get("/dead-letters?streamId=main&type=donation&eventId=x-1").items())
        .hasSize(1);
  }

  @Test
  void the_status_of_an_event_that_never_had_a_workflow_is_dead() {
    service.get("/streams/main/events/x-1?source=queue").isProblem(404, "not-found");
    queue(x1("many"));

    for (String name : new String[] {"x-1?source=queue", StreamEvent.key("queue", "x-1"), "x-1"}) {
      JsonNode status = service.get("/streams/main/events/" + name).is(200).body();
      assertThat(status.path("state").asText()).as(name).isEqualTo("dead");
      assertThat(status.path("deadLetterId")).isEqualTo(letter().path("deadLetterId"));
      assertThat(status.path("source").asText()).isEqualTo("queue");
      assertThat(status.path("eventId").asText()).isEqualTo("x-1");
      assertThat(status.path("workflow").isNull()).isTrue();
    }
    service.get("/streams/main/events/x-1?source=api").isProblem(404, "not-found");
    service.get("/streams/other/events/x-1").isProblem(404, "not-found");
  }

  @Test
  void the_status_is_that_of_the_workflow_after_a_redrive() {
    queue(x1("many"));
    edit(x1("5.00")).is(200);
    service.redriveAll();

    assertThat(dollars()).isEqualTo("5.00");
    JsonNode status = service.get("/streams/main/events/x-1?source=queue").is(200).body();
    assertThat(status.has("state")).isFalse();
    assertThat(status.at("/event/amount").asText()).isEqualTo("5.00");
  }

  @Test
  void an_event_with_a_reused_id_does_not_make_the_other_event_dead() {
    queue(x1("5.00"));
    queue(x1("6.00"));

    assertThat(letter().path("eventId").asText()).isEqualTo("x-1");
    JsonNode status = service.get("/streams/main/events/x-1?source=queue").is(200).body();
    assertThat(status.has("state")).isFalse();
    edit(x1("6.00").replace("x-1", "x-2")).is(200);
    service.redriveAll();
    assertThat(dollars()).isEqualTo("11.00");
  }

  @Test
  void an_edit_may_not_change_the_stream_the_source_or_the_id() {
    queue(x1("many"));

    assertThat(edit(x1("5.00").replace("x-1", "x-2")).isProblem(400, "invalid-input").errors())
        .containsExactly("payload must be the event x-1");
    assertThat(edit(x1("5.00").replace("main", "other")).isProblem(400, "invalid-input").errors())
        .containsExactly("payload must be an event of stream main");
    assertThat(
            edit(x1("5.00").replace("{", "{\"source\":\"kofi\","))
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly("payload must be an event of the source queue");
  }

  @Test
  void an_event_with_an_unreadable_id_gets_one_by_an_edit() {
    queue("{'streamId':'main','id':5,'type':'follow','user':'ada'}");
    assertThat(letter().path("eventId").isNull()).isTrue();

    edit(x1("5.00")).is(200);

    assertThat(letter().path("eventId").asText()).isEqualTo("x-1");
    assertThat(letter().path("eventType").asText()).isEqualTo("donation");
    assertThat(service.get("/dead-letters?eventId=x-1&type=donation").items()).hasSize(1);
  }

  @Test
  void a_dead_event_is_not_redriven_once_another_content_was_counted_under_its_id() {
    queue(x1("many"));
    queue(x1("5.00"));
    edit(x1("7.00")).is(200);

    service.redriveAll();

    assertThat(skipped()).isEqualTo("id belongs to another event, discard it");
    assertThat(dollars()).isEqualTo("5.00");
    edit(x1("5.00")).is(200);
    service.redriveAll();
    assertThat(dollars()).isEqualTo("5.00");
    assertThat(letter().path("state").asText()).isEqualTo("redriven");
  }

  @Test
  void a_poison_event_that_was_accepted_over_http_is_corrected_under_its_id() {
    service.post("/events", x1("9.00").replace("{", "{\"source\":\"kofi\",")).is(202);
    Delivery delivery = Service.onlyDelivery(service.eventQueue);
    service.eventQueue.delete(delivery);
    service.deliverPoison(delivery.payload());
    service.deliverAll();
    assertThat(letter().path("eventId").asText()).isEqualTo("x-1");
    assertThat(letter().path("source").asText()).isEqualTo("kofi");

    edit(delivery.payload().text().orElseThrow().replace("9.00", "8.00")).is(200);
    service.redriveAll();

    assertThat(dollars()).isEqualTo("8.00");
  }
}
