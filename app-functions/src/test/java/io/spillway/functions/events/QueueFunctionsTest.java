package io.spillway.functions.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.ports.Failure;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueFunctionsTest {

  private final Service service = new Service();

  private void queue(String payload) {
    service.eventQueue.send(Payload.of(payload));
  }

  private JsonNode onlyLetter() {
    service.deliverAll();
    Reply reply = service.get("/dead-letters").is(200);
    assertThat(reply.items()).hasSize(1);
    JsonNode letter = reply.items().get(0);
    assertThat(service.get("/dead-letters/" + letter.path("deadLetterId").asText()).is(200).body())
        .isEqualTo(letter);
    return letter;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"follow\",\"username\":\"ada\",\"streamId\":\"main\"}",
        "{\"specversion\":\"1.0\",\"id\":\"e-9\",\"source\":\"https://x.example/streams/main\","
            + "\"type\":\"io.spillway.follow\",\"data\":{\"actor\":\"ada\"}}"
      })
  void events_from_outside_producers_count(String payload) {
    queue(payload);
    service.deliverAll();
    assertThat(service.get("/stats/main").body().path("followers").asInt()).isEqualTo(1);
    assertThat(service.get("/dead-letters").items()).isEmpty();
  }

  @Test
  void an_event_without_an_id_that_is_delivered_twice_counts_once() {
    queue("{\"type\":\"follow\",\"user\":\"ada\",\"streamId\":\"main\"}");
    Delivery delivery = Service.onlyDelivery(service.eventQueue);
    service.deliverEvent(delivery);
    service.deliverEvent(delivery);
    service.eventQueue.delete(delivery);
    service.deliverAll();
    assertThat(service.get("/stats/main").body().path("followers").asInt()).isEqualTo(1);
  }

  @Test
  void non_text_bytes_become_a_dead_letter_byte_for_byte() {
    byte[] bytes = "{\"actor\":\"José\"}".getBytes(ISO_8859_1);
    service.eventQueue.send(Payload.of(bytes));
    JsonNode letter = onlyLetter();
    assertThat(letter.at("/failure/code").asText()).isEqualTo("event.not-utf8");
    assertThat(letter.at("/arrival/contentType").asText()).isEqualTo("application/octet-stream");
    assertThat(Base64.getDecoder().decode(letter.at("/arrival/payload/base64").asText()))
        .isEqualTo(bytes);
  }

  @Test
  void an_invalid_text_becomes_a_dead_letter_with_its_arrival() {
    queue("follow main");
    JsonNode letter = onlyLetter();
    assertThat(letter.path("streamId").asText()).isEqualTo("_unknown");
    assertThat(letter.at("/failure/code").asText()).isEqualTo("event.not-json");
    assertThat(letter.at("/arrival/payload/text").asText()).isEqualTo("follow main");
    assertThat(letter.at("/arrival/queue").asText()).isEqualTo("stream-events");
    assertThat(letter.at("/arrival/dequeueCount").asInt()).isEqualTo(1);
    assertThat(letter.at("/arrival/insertedAt").asText()).isEqualTo("2026-11-23T18:00:00Z");
    assertThat(letter.at("/origin/appVersion").asText()).isEqualTo("1.2.3-test");
  }

  @Test
  void an_event_with_bad_fields_becomes_a_dead_letter_of_its_stream() {
    queue("{\"type\":\"raid\",\"user\":\"ada\",\"streamId\":\"main\"}");
    JsonNode letter = onlyLetter();
    assertThat(letter.path("streamId").asText()).isEqualTo("main");
    assertThat(letter.at("/failure/code").asText()).isEqualTo("event.invalid");
    assertThat(letter.at("/failure/message").asText()).contains("viewers is required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "{\"type\":\"follow\",\"streamId\":\"main\"}"})
  void a_poisoned_event_becomes_a_dead_letter(String payload) {
    service.deliverPoison(Payload.of(payload));
    JsonNode letter = onlyLetter();
    assertThat(letter.at("/failure/code").asText()).isEqualTo("event.poison");
    assertThat(letter.at("/arrival/queue").asText()).isEqualTo("stream-events-poison");
    assertThat(letter.at("/arrival/payload/text").asText()).isEqualTo(payload);
    assertThat(letter.path("streamId").asText())
        .isEqualTo(payload.startsWith("{") ? "main" : "_unknown");
  }

  @Test
  void an_event_that_can_neither_run_nor_be_dead_lettered_is_redelivered() {
    queue("not json");
    Delivery delivery = Service.onlyDelivery(service.eventQueue);
    Failure outage = Failure.transientFailure("queue.unavailable", "no answer");
    service.deadLetterQueueFaults.outage("WorkQueue.send", outage);
    assertThatThrownBy(() -> service.deliverEvent(delivery))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("SomeFunction failed: queue.unavailable")
        .hasNoCause();
    assertThat(service.context.logged()).singleElement().asString().contains("queue.unavailable");
  }

  @Test
  void while_the_ledger_is_down_a_letter_goes_back_with_a_delay() {
    queue("not json");
    service.faults.outage(
        "DeadLetterLedger.add", Failure.transientFailure("dead-letters.unavailable", ""));
    service.deliverAll();
    service.faults.mend();
    assertThat(service.get("/dead-letters").items()).isEmpty();
    assertThat(service.deadLetterQueue.approximateCount()).isEqualTo(1);
    service.clock.advance(Duration.ofMinutes(1));
    onlyLetter();
    assertThat(service.deadLetterQueue.approximateCount()).isZero();
  }

  @Test
  void a_malformed_payload_in_the_dead_letter_queue_becomes_a_dead_letter() {
    service.deadLetterQueue.send(Payload.of("what is this"));
    JsonNode letter = onlyLetter();
    assertThat(letter.at("/failure/code").asText()).isEqualTo("dead-letter.not-json");
    assertThat(letter.at("/arrival/queue").asText()).isEqualTo("dead-letters");
    assertThat(letter.at("/arrival/payload/text").asText()).isEqualTo("what is this");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T17:59:00+00:00",
        "\"2026-11-23T17:59:00+00:00\"",
        "2026-11-23T18:59:00+01:00"
      })
  void the_hosts_times_are_read_in_each_of_its_forms(String insertedAt) {
    service
        .spillway
        .instance(StreamEventFunctions.class)
        .receive(
            new byte[] {'x'},
            "\"id-1\"",
            3,
            insertedAt,
            service.durable.context(),
            service.context);
    JsonNode arrival = onlyLetter().path("arrival");
    assertThat(arrival.path("insertedAt").asText()).isEqualTo("2026-11-23T17:59:00Z");
    assertThat(arrival.path("messageId").asText()).isEqualTo("id-1");
    assertThat(arrival.path("dequeueCount").asInt()).isEqualTo(3);
  }

  @Test
  void a_time_that_cannot_be_read_loses_nothing() {
    service
        .spillway
        .instance(StreamEventFunctions.class)
        .receive(
            new byte[] {'x'},
            "id-1",
            0,
            "some time ago",
            service.durable.context(),
            service.context);
    assertThat(onlyLetter().at("/arrival/insertedAt").asText()).isEqualTo("2026-11-23T18:00:00Z");
  }

  @Test
  void dead_letters_are_found_by_each_filter() {
    queue("not json");
    service.deliverAll();
    service.clock.advance(Duration.ofSeconds(10));
    service.faults.outage("AlertStore.add", Failure.transientFailure("alerts.unavailable", ""));
    queue(
        "{\"type\":\"raid\",\"user\":\"a\",\"streamId\":\"main\",\"viewers\":5000,\"id\":\"e-1\"}");
    service.deliverAll();
    Reply all = service.get("/dead-letters?limit=1").is(200);
    assertThat(all.items("eventId")).containsExactly("e-1");
    String fingerprint = all.items("fingerprint").get(0);
    for (String query :
        new String[] {
          "streamId=main",
          "type=raid",
          "failureCode=alerts.unavailable",
          "category=transient",
          "from=2026-11-23T18:00:05Z",
          "fingerprint=" + fingerprint
        }) {
      assertThat(service.get("/dead-letters?" + query).is(200).items("eventId"))
          .as(query)
          .containsExactly("e-1");
    }
    assertThat(service.get("/dead-letters?streamId=_unknown").items("streamId"))
        .containsExactly("_unknown");
    assertThat(service.get("/dead-letters?cursor=" + all.text("nextCursor")).items()).hasSize(1);
  }

  @Test
  void bad_filters_and_unknown_letters_are_refused() {
    Reply reply =
        service.get("/dead-letters?streamId=~&category=often&from=now&limit=x&state=lost");
    assertThat(reply.isProblem(400, "invalid-input").errors())
        .extracting(error -> error.substring(0, error.indexOf(' ')))
        .containsExactly("streamId", "category", "state", "from", "limit");
    service.get("/dead-letters/none").isProblem(404, "not-found");
  }

  @Test
  void a_sweep_that_fails_tells_the_host() {
    service.faults.outage(
        "ViolationStore.pendingEffects", Failure.transientFailure("violations.unavailable", ""));
    assertThatThrownBy(() -> service.maintain("SettleDecisions"))
        .hasMessage("SomeFunction failed: SettleDecisions: violations.unavailable");
  }
}
