package io.spillway.functions.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Service;
import io.spillway.ports.Failure;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Outcome.Kind;
import io.spillway.testkit.Fixtures;
import io.spillway.wire.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Logged and counted outcomes of function calls. */
class OutcomesTest {

  private static final String TRACE_ID = Fixtures.TRACE_PARENT.traceId();
  private static final Map<String, String> TRACED =
      Map.of("content-type", "application/json", "traceparent", Fixtures.TRACE_PARENT.text());

  private final Service service = new Service();

  private JsonNode lastLine() {
    List<String> logged =
        service.context.logged().stream().filter(line -> !line.contains("\"answered\"")).toList();
    String line = logged.get(logged.size() - 1);
    return Json.readObject(line.substring(0, line.lastIndexOf('}') + 1));
  }

  private Map<Kind, Long> counts() {
    Map<Kind, Long> counts = new TreeMap<>();
    Arrays.stream(Kind.values())
        .filter(kind -> service.telemetry.count(kind) > 0)
        .forEach(kind -> counts.put(kind, service.telemetry.count(kind)));
    return counts;
  }

  private void say(String text) {
    String body = "{\"messageId\":\"m-1\",\"author\":\"ada\",\"text\":\"" + text + "\"}";
    service.call(HttpMethod.POST, "/streams/main/messages", TRACED, body);
  }

  @Test
  void a_held_message_is_a_line_with_its_ids_and_trace_and_not_its_text() {
    say("toxic");

    assertThat(lastLine())
        .hasToString(
            "{\"outcome\":\"message_held\",\"streamId\":\"main\",\"subjectId\":\"m-1\","
                + "\"code\":\"harassment\",\"traceId\":\""
                + TRACE_ID
                + "\",\"operation\":\"SendMessage\",\"function\":\"SomeFunction\",\"invocationId\":\"invocation-1\"}");
    assertThat(service.context.logged()).noneMatch(line -> line.contains("toxic"));
    assertThat(counts()).isEqualTo(Map.of(Kind.MESSAGE_HELD, 1L));
  }

  @Test
  void a_dead_lettered_event_is_traced_from_arrival_to_dead_letter() {
    service.faults.outage("StatsStore.apply", Failure.permanent("stats.rejected", "no use"));
    service.call(
        HttpMethod.POST,
        "/streams/main/events",
        TRACED,
        "{\"eventId\":\"e-1\",\"type\":\"follow\",\"actor\":\"the actor\"}");
    service.deliverAll();

    assertThat(counts()).isEqualTo(Map.of(Kind.EVENT_TAKEN, 1L, Kind.EVENT_BURIED, 1L));
    assertThat(service.context.logged())
        .filteredOn(line -> line.contains("event_taken"))
        .singleElement()
        .asString()
        .contains("\"workflowId\":\"main~e-1\",\"traceId\":\"" + TRACE_ID + "\"");
    assertThat(service.context.logged())
        .filteredOn(line -> line.contains("event_buried"))
        .singleElement()
        .asString()
        .contains("\"deadLetterId\":\"main~e-1\"");
    service.get("/dead-letters/main~e-1").is(200);
    assertThat(service.context.logged()).noneMatch(line -> line.contains("the actor"));
  }

  @Test
  void an_event_delivered_twice_is_accepted_twice_and_done_once() {
    service.eventQueue.send(
        Payload.of("{\"type\":\"follow\",\"user\":\"ada\",\"streamId\":\"main\",\"id\":\"e-1\"}"));
    var delivery = Service.onlyDelivery(service.eventQueue);
    service.deliverEvent(delivery);
    service.deliverEvent(delivery);
    service.deliverAll();

    assertThat(counts()).isEqualTo(Map.of(Kind.EVENT_TAKEN, 2L, Kind.EVENT_DONE, 1L));
  }

  @Test
  void a_failing_classifier_is_a_warning_with_its_code_and_without_the_text() {
    service.classifier.breakDown();
    say("hello");

    assertThat(service.context.logged())
        .filteredOn(line -> line.contains("classifier-failed"))
        .singleElement()
        .asString()
        .contains("classifier.unavailable", TRACE_ID)
        .doesNotContain("hello");
  }

  @Test
  void a_failure_is_a_line_with_its_trace_and_code() {
    service.faults.outage("MessageStore.add", Failure.transientFailure("messages.unavailable", ""));
    say("hello");

    assertThat(lastLine().path("outcome").asText()).isEqualTo("failed");
    assertThat(lastLine().path("code").asText()).isEqualTo("messages.unavailable");
    assertThat(lastLine().path("traceId").asText()).isEqualTo(TRACE_ID);
  }

  @Test
  void a_rejected_payload_that_cannot_be_dead_lettered_fails_in_its_own_trace() {
    service.deadLetterQueueFaults.outage(
        "WorkQueue.send", Failure.transientFailure("queue.unavailable", ""));
    service.eventQueue.send(
        Payload.of("{\"type\":7,\"traceparent\":\"" + Fixtures.TRACE_PARENT + "\"}"));
    try {
      service.deliverEvent(Service.onlyDelivery(service.eventQueue));
    } catch (IllegalStateException expected) {
      // reported to the host
    }

    assertThat(lastLine().path("traceId").asText()).isEqualTo(TRACE_ID);
    assertThat(counts()).isEmpty();
  }

  @Test
  void outside_every_call_nothing_is_written_into_the_log_of_an_earlier_one() {
    say("hello");
    int before = service.context.logged().size();

    new LoggedOutcomes(service.telemetry)
        .note(Outcome.message(Kind.MESSAGE_ACCEPTED, "main", "m-2", null));

    assertThat(service.context.logged()).hasSize(before);
    assertThat(service.telemetry.count(Kind.MESSAGE_ACCEPTED)).isEqualTo(2);
  }
}
