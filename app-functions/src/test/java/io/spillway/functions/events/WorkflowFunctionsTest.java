package io.spillway.functions.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.TestKeys;
import io.spillway.functions.access.Callers;
import io.spillway.functions.access.Role;
import io.spillway.ports.queue.Delivery;
import io.spillway.testkit.Fixtures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkflowFunctionsTest {

  private static final String EVENT = "/streams/main/events/e-1";
  private static final String TERMINATE = EVENT + "/workflow/terminate";

  private final Service service = new Service(Callers.onOneMachine(TestKeys.ACCESS));

  private Reply as(Role role, HttpMethod method, String path, String body) {
    Map<String, String> headers = new HashMap<>(TestKeys.headers(role));
    headers.putAll(Service.JSON);
    return service.call(method, path, headers, body);
  }

  private Reply terminate(String reason) {
    return as(Role.OPERATOR, HttpMethod.POST, TERMINATE, "{\"reason\":\"" + reason + "\"}");
  }

  private void send() {
    String follow = "{\"type\":\"follow\",\"actor\":\"ada\",\"eventId\":\"e-1\"}";
    as(Role.APP, HttpMethod.POST, "/streams/main/events", follow).is(202);
  }

  /** Leaves the workflow waiting for its second attempt. */
  private void start() {
    send();
    service.faults.failBefore("StatsStore.apply", Fixtures.outage());
    Delivery delivery = Service.onlyDelivery(service.eventQueue);
    service.beginEvent(delivery);
    service.eventQueue.delete(delivery);
  }

  private Reply status(Role more) {
    Map<String, String> headers = new HashMap<>(TestKeys.headers(Role.APP));
    headers.putAll(TestKeys.headers(more));
    return service.call(HttpMethod.GET, EVENT, headers, null).is(200);
  }

  @Test
  void terminating_a_workflow_records_operator_and_reason() {
    start();
    assertThat(status(Role.OPERATOR).body().at("/workflow/state").asText()).isEqualTo("running");

    Reply asked = terminate("its receiver is gone").is(202);

    assertThat(asked.body().at("/terminated/who").asText()).isEqualTo("ada");
    JsonNode ended = status(Role.OPERATOR).body();
    assertThat(ended.at("/workflow/state").asText()).isEqualTo("stopped");
    assertThat(ended.at("/terminated").toString())
        .isEqualTo("{\"who\":\"ada\",\"reason\":\"its receiver is gone\"}");
    assertThat(service.context.logged())
        .anyMatch(
            line ->
                line.contains("\"outcome\":\"workflow_terminated\"")
                    && line.contains("\"who\":\"ada\"")
                    && line.contains("\"workflowId\":\"main~e-1\"")
                    && !line.contains("receiver"));
  }

  @Test
  void a_second_termination_is_idempotent_and_names_the_first_operator() {
    start();
    terminate("first").is(202);

    Reply again = terminate("second").is(200);

    assertThat(again.body().at("/terminated/reason").asText()).isEqualTo("first");
    assertThat(status(Role.OPERATOR).body().at("/terminated/reason").asText()).isEqualTo("first");
  }

  @Test
  void a_terminated_workflow_restarts_with_its_event_and_counts_once() {
    start();
    terminate("a mistake").is(202);
    send();
    service.deliverAll();

    JsonNode done = status(Role.OPERATOR).body();
    assertThat(done.at("/workflow/state").asText()).isEqualTo("done");
    assertThat(done.has("terminated")).isFalse();
    assertThat(service.adapters.stores().stats().totals("main").followers()).isEqualTo(1);
  }

  @Test
  void a_completed_workflow_cannot_be_terminated_and_an_unknown_one_is_404() {
    terminate("early").isProblem(404, "not-found");
    send();
    service.deliverAll();
    terminate("late").isProblem(409, "workflow-ended");
    assertThat(status(Role.OPERATOR).body().at("/workflow/state").asText()).isEqualTo("done");
  }

  @Test
  void a_reason_is_required_and_bounded() {
    as(Role.OPERATOR, HttpMethod.POST, TERMINATE, "{}").isProblem(400, "invalid-input");
    terminate("r".repeat(501)).isProblem(400, "invalid-input");
  }

  @ParameterizedTest
  @EnumSource
  void no_response_contains_a_link_or_key_of_the_engine(Role role) {
    start();
    String running = status(role).body().toString();
    terminate("x");
    for (String answer : List.of(running, status(role).body().toString())) {
      assertThat(answer).doesNotContain("runtime/webhooks", "code=", "management");
    }
  }

  @Test
  void only_operators_see_the_terminating_operator() {
    start();
    terminate("x").is(202);
    assertThat(status(Role.MODERATOR).body().has("terminated")).isFalse();
  }

  @Test
  void a_termination_by_the_engines_api_has_no_recorded_operator() {
    start();
    service.durable.context().getClient().terminate("main~e-1", "who knows");
    assertThat(status(Role.OPERATOR).body().has("terminated")).isFalse();
    assertThat(terminate("x").is(200).body().has("terminated")).isFalse();
  }

  /** The Durable extension stores an output as text if the SDK passes it as JSON text. */
  @Test
  void an_end_that_the_engine_keeps_as_text_is_read_as_well() {
    start();
    String text = "{\"who\":\"ada\",\"reason\":\"as text\"}";
    service.durable.context().getClient().terminate("main~e-1", text);
    assertThat(status(Role.OPERATOR).body().at("/terminated/reason").asText()).isEqualTo("as text");
  }
}
