package io.spillway.functions;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.InvalidInputException;
import io.spillway.core.event.ParkedEventCheck;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.QueueNames;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testing.fuzz.Fuzz;
import io.spillway.testing.fuzz.Mutations;
import io.spillway.testkit.Fixtures;
import io.spillway.wire.DeadLetterPayload;
import io.spillway.wire.EventPayload;
import io.spillway.wire.ParkedEventPayload;
import io.spillway.wire.UnreadablePayloadException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Fuzz test of the queues: every payload is processed, or becomes a dead letter byte for byte,
 * without side effects.
 */
class QueueFuzzTest {

  private static final int MAX_MEBIBYTES = 64;

  private static final List<String> EVENTS =
      List.of(
          "{\"type\":\"donation\",\"username\":\"«secret»\",\"streamId\":\"main\",\"id\":\"e-1\","
              + "\"amount\":5.00,\"currency\":\"USD\",\"timestamp\":\"2026-11-23T17:59:00Z\"}",
          "{\"specversion\":\"1.0\",\"id\":\"e 1\",\"source\":\"urn:x\",\"type\":\"reversal\","
              + "\"subject\":\"streams/main\",\"data\":{\"reverses\":{\"id\":\"«secret»\"},"
              + "\"reason\":\"«secret»\"}}",
          "{\"specversion\":\"1.0\",\"id\":\"e-1\",\"source\":\"urn:x\",\"type\":\"gift\","
              + "\"streamid\":\"main\",\"datacontenttype\":\"application/json; charset=utf-16\","
              + "\"data_base64\":\""
              + Base64.getEncoder()
                  .encodeToString("{\"anonymous\":true,\"count\":5}".getBytes(UTF_16))
              + "\"}",
          text(EventPayload.write(Fixtures.event("main", "e-1").build(), Fixtures.TRACE_PARENT)),
          text(ParkedEventPayload.write(new ParkedEvent(arrival(), Fixtures.NOW))));

  private static Arrival arrival() {
    Payload event = EventPayload.write(Fixtures.event("main", "e-1").build(), null);
    return Arrival.of("stream-events", "id-1", Fixtures.NOW, event)
        .withContentType(EventPayload.CLOUD_EVENTS);
  }

  @Test
  void a_queued_payload_is_processed_or_dead_lettered_byte_for_byte() {
    Fuzz.cases(
        400,
        given -> {
          Payload payload = payload(given, given.one(EVENTS));
          Service service = new Service();
          service.eventQueue.send(payload);
          Fuzz.within(MAX_MEBIBYTES, service::deliverAll);
          List<JsonNode> letters = service.get("/dead-letters").items();
          if (letters.isEmpty()) {
            assertThat(service.get("/streams/" + streamOf(payload) + "/events").items()).hasSize(1);
          } else {
            assertThat(letters).singleElement().satisfies(holds(carried(payload)));
          }
          isSilent(service);
        });
  }

  @Test
  void a_poisoned_payload_is_dead_lettered_byte_for_byte() {
    Fuzz.cases(
        200,
        given -> {
          Payload payload = payload(given, given.one(EVENTS));
          Service service = new Service();
          Fuzz.within(MAX_MEBIBYTES, () -> service.deliverPoison(payload));
          service.deliverAll();
          assertThat(service.get("/dead-letters").items())
              .singleElement()
              .satisfies(holds(carried(payload)));
          isSilent(service);
        });
  }

  @Test
  void a_damaged_letter_is_added_or_dead_lettered_byte_for_byte_without_changing_others() {
    Fuzz.cases(
        400,
        given -> {
          Service service = new Service();
          service.deadLetterQueue.send(
              DeadLetterPayload.write(Fixtures.deadLetter("bystander", "other-1").build()));
          service.deliverAll();
          JsonNode before = service.get("/dead-letters?streamId=bystander").body();
          Payload payload =
              payload(
                  given, text(DeadLetterPayload.write(Fixtures.deadLetter("main", "e-1").build())));
          service.deadLetterQueue.send(payload);
          Fuzz.within(MAX_MEBIBYTES, service::deliverAll);

          assertThat(service.get("/dead-letters?streamId=bystander").body()).isEqualTo(before);
          List<JsonNode> letters = service.get("/dead-letters").items();
          assertThat(letters).hasSize(2);
          letters.stream()
              .filter(letter -> letter.at("/failure/code").asText().startsWith("dead-letter."))
              .forEach(holds(payload));
          service.get("/dead-letters/groups").is(200);
          service.get("/dead-letters/redrives").is(200);
          service
              .post("/dead-letters/redrive", "{\"all\":true,\"reason\":\"fuzzed\",\"dryRun\":true}")
              .is(200);
          service.clock.advance(Duration.ofSeconds(1));
          int ordered =
              service
                  .post("/dead-letters/redrive", "{\"all\":true,\"reason\":\"fuzzed\"}")
                  .status();
          assertThat(ordered).as("409 if all wait for automatic retries").isIn(202, 409);
          service.maintain("AdvanceRedrives");
          service.deliverAll();
          isSilent(service);
        });
  }

  private static Payload payload(Mutations given, String valid) {
    byte[] bytes = given.bytes(valid);
    // No queue accepts an empty or larger payload.
    boolean fits = bytes.length > 0 && bytes.length <= WorkQueue.MAX_PAYLOAD_BYTES;
    return Payload.of(given.show(fits ? bytes : "no event".getBytes(UTF_8)));
  }

  private static Consumer<JsonNode> holds(Payload payload) {
    return letter -> {
      assertThat(letter.path("cuts").toString()).doesNotContain(DeadLetter.CUT_PAYLOAD);
      assertThat(bytes(letter.at("/arrival/payload"))).isEqualTo(payload.bytes());
    };
  }

  private static byte[] bytes(JsonNode held) {
    return held.has("text")
        ? held.path("text").asText().getBytes(UTF_8)
        : Base64.getDecoder().decode(held.path("base64").asText());
  }

  /** Unwraps a parked event. */
  private static Payload carried(Payload payload) {
    try {
      Payload inner =
          ParkedEventPayload.read(payload)
              .filter(QueueFuzzTest::isPossible)
              .map(p -> p.arrival().payload())
              .orElse(payload);
      EventPayload.read(inner);
      return inner;
    } catch (UnreadablePayloadException e) {
      return payload;
    }
  }

  /** An impossible parked event is dead-lettered as a whole. */
  private static boolean isPossible(ParkedEvent parked) {
    try {
      ParkedEventCheck.check(parked, QueueNames.STREAM_EVENTS, Fixtures.NOW);
      return true;
    } catch (InvalidInputException e) {
      return false;
    }
  }

  private static String streamOf(Payload payload) {
    return String.valueOf(EventPayload.read(carried(payload)).draft().streamId());
  }

  private static void isSilent(Service service) {
    assertThat(service.context.logged())
        .noneMatch(line -> line.contains("«secret»") || line.contains("\"failed\""));
  }

  private static String text(Payload payload) {
    return payload.text().orElseThrow();
  }
}
