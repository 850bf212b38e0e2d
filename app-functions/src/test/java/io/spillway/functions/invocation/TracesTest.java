package io.spillway.functions.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Service;
import io.spillway.ports.Failure;
import io.spillway.ports.TraceParent;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Fixtures;
import io.spillway.wire.EventPayload;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trace propagation from the caller's header through queue and workflow to the dead letter. */
class TracesTest {

  private static final String TRACE = Fixtures.TRACE_PARENT.text();
  private static final String HOSTS = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
  private static final String FOLLOW = "{\"type\":\"follow\",\"actor\":\"ada\"}";

  private final Service service = new Service();

  private void send(Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(Service.JSON);
    all.putAll(headers);
    service.call(HttpMethod.POST, "/streams/main/events", all, FOLLOW).is(202);
  }

  private @Nullable TraceParent queued() {
    Delivery delivery = Service.onlyDelivery(service.eventQueue);
    service.eventQueue.delete(delivery);
    return EventPayload.traceParent(delivery.payload());
  }

  private String tracesOfLetters() {
    service.deliverAll();
    JsonNode letter = service.get("/dead-letters").is(200).items().get(0);
    return letter.at("/arrival/traceparent").asText();
  }

  @Test
  void the_callers_trace_leads_to_the_dead_letter() {
    service.faults.outage("StatsStore.apply", Failure.permanent("stats.rejected", ""));
    send(Map.of("TraceParent", TRACE));
    assertThat(tracesOfLetters()).isEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "00-0-0-00", "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01"})
  void an_invalid_trace_is_replaced_by_one_that_begins_here(String invalid) {
    send(Map.of("traceparent", invalid));
    TraceParent begun = queued();
    assertThat(begun).isNotNull();
    assertThat(begun.text()).isNotEqualTo(TRACE).endsWith("-00");
    service.context.next();
    send(Map.of());
    assertThat(queued()).isNotNull().isNotEqualTo(begun);
  }

  @Test
  void the_hosts_own_trace_serves_a_caller_without_one() {
    service.context.traceParent(HOSTS);
    send(Map.of());
    assertThat(queued()).isEqualTo(new TraceParent(HOSTS));
    send(Map.of("traceparent", TRACE));
    assertThat(queued()).isEqualTo(Fixtures.TRACE_PARENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":7,\"traceparent\":\"%s\"}", "{\"traceparent\":\"%s\"}"})
  void an_event_that_is_refused_keeps_its_trace(String payload) {
    service.eventQueue.send(Payload.of(payload.formatted(TRACE)));
    assertThat(tracesOfLetters()).isEqualTo(TRACE);
  }

  @Test
  void a_message_without_a_trace_has_the_same_one_at_each_delivery() {
    service.eventQueue.send(Payload.of("not json"));
    Delivery delivery = Service.onlyDelivery(service.eventQueue);
    service.deliverEvent(delivery);
    service.context.next();
    service.deliverEvent(delivery);
    assertThat(service.deadLetterQueue.receive(2, Duration.ofMinutes(1)))
        .extracting(letter -> EventPayload.traceParent(letter.payload()))
        .doesNotContainNull()
        .hasSize(2)
        .satisfies(traces -> assertThat(traces.get(0)).isEqualTo(traces.get(1)));
  }
}
