package io.spillway.functions.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.functions.Service;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The identity of events: stream, source and id, with one content. */
class EventIdentityFunctionsTest {

  private static final String UNNAMED =
      "{\"streamId\":\"main\",\"type\":\"donation\",\"user\":\"ada\",\"amount\":\"200.00\","
          + "\"currency\":\"USD\"}";

  private final Service service = new Service();

  private static String donation(String id, String actor, String amount) {
    return "{\"type\":\"donation\",\"eventId\":\"%s\",\"actor\":\"%s\",\"amount\":\"%s\","
            .formatted(id, actor, amount)
        + "\"currency\":\"USD\"}";
  }

  private void queue(String payload) {
    service.eventQueue.send(Payload.of(payload));
    service.deliverAll();
  }

  private String dollars() {
    return service.get("/streams/main/stats").is(200).body().at("/donations/USD").asText();
  }

  private JsonNode history() {
    return service.get("/streams/main/events").is(200).body().path("items");
  }

  @Test
  void an_event_without_an_id_counts_once_though_its_copy_in_the_poison_queue_is_redriven() {
    service.eventQueue.send(Payload.of(UNNAMED));
    service.deliverEvent(Service.onlyDelivery(service.eventQueue));
    Delivery named = Service.onlyDelivery(service.eventQueue);
    service.deliverEvent(named);
    assertThat(dollars()).isEqualTo("200.00");

    service.deliverPoison(named.payload());
    service.deliverAll();
    service.redriveAll();

    assertThat(dollars()).isEqualTo("200.00");
    assertThat(history()).hasSize(1);
    assertThat(service.get("/dead-letters?state=redriven").items()).hasSize(1);
  }

  @Test
  void an_event_without_an_id_that_was_only_in_the_poison_queue_counts_once_by_its_redrive() {
    service.deliverPoison(Payload.of(UNNAMED));
    service.deliverAll();
    service.redriveAll();
    service
        .post("/dead-letters/redrive", "{\"all\":true,\"reason\":\"again\"}")
        .isProblem(409, "nothing-selected");

    assertThat(dollars()).isEqualTo("200.00");
    assertThat(service.letters().get(0).failure().message()).contains("has no id");
  }

  @Test
  void a_crash_after_an_event_got_its_name_repeats_the_name() {
    service.eventQueue.send(Payload.of(UNNAMED));
    Delivery first = Service.onlyDelivery(service.eventQueue);
    service.deliverEvent(first);
    service.deliverEvent(first);
    service.deliverAll();

    assertThat(dollars()).isEqualTo("200.00");
    assertThat(history()).hasSize(1);
  }

  @Test
  void an_id_that_is_used_again_for_another_content_is_refused_over_http() {
    service.post("/streams/main/events", donation("e-1", "first", "5.00")).is(202);
    service.deliverAll();

    service
        .post("/streams/main/events", donation("e-1", "second", "500.00"))
        .isProblem(409, "event-id-reused");
    service.post("/streams/main/events", donation("e-1", "first", "5.00")).is(202);
    service.deliverAll();

    assertThat(dollars()).isEqualTo("5.00");
    assertThat(service.alertChannel.sent()).isEmpty();
    assertThat(service.get("/dead-letters").items()).isEmpty();
  }

  @Test
  void in_the_queue_it_is_a_dead_letter_without_an_effect_also_after_the_workflow_was_purged() {
    String first = "{\"streamId\":\"main\"," + donation("x-1", "first", "5.00").substring(1);
    String second = "{\"streamId\":\"main\"," + donation("x-1", "second", "500.00").substring(1);
    queue(first);
    service.clock.advance(Duration.ofDays(8));
    service.maintain("PurgeWorkflows");
    queue(second);
    queue(first);

    assertThat(dollars()).isEqualTo("5.00");
    assertThat(history()).hasSize(1);
    assertThat(history().at("/0/actor").asText()).isEqualTo("first");
    assertThat(service.alertChannel.sent()).isEmpty();
    assertThat(service.get("/streams/main/alerts").body().path("items")).isEmpty();
    JsonNode letters = service.get("/dead-letters").body().path("items");
    assertThat(letters).hasSize(1);
    assertThat(letters.at("/0/failure/code").asText()).isEqualTo("event.id-reused");
    service.redriveAll();
    assertThat(dollars()).isEqualTo("5.00");
    assertThat(service.get("/dead-letters?state=open").items()).hasSize(1);
  }

  @Test
  void two_sources_may_use_one_id() {
    for (String source : new String[] {"https://twitch.example", "https://kofi.example"}) {
      queue(
          "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"%s\",\"subject\":\"main\","
                  .formatted(source)
              + "\"type\":\"donation\",\"data\":{\"actor\":\"ada\",\"amount\":\"5.00\","
              + "\"currency\":\"USD\"}}");
    }
    service.post("/streams/main/events", donation("1", "ada", "5.00")).is(202);
    service.deliverAll();

    assertThat(dollars()).isEqualTo("15.00");
    assertThat(history()).hasSize(3);
  }
}
