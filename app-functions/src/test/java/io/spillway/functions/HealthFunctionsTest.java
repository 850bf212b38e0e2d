package io.spillway.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.durabletask.DurableTaskClient;
import io.spillway.functions.entry.Callers;
import io.spillway.functions.entry.HttpEntry;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.ports.Health;
import io.spillway.ports.event.Workflows;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HealthFunctionsTest {

  private final Service service = new Service();

  @Test
  void health_names_the_build_and_every_port() {
    Reply reply = service.get("/health").is(200);
    assertThat(reply.text("status")).isEqualTo("up");
    assertThat(reply.text("version")).isEqualTo("1.2.3-test");
    assertThat(reply.body().at("/ports/messages/adapter").asText()).isEqualTo("in-memory");
    assertThat(reply.body().at("/ports/workflows/adapter").asText()).isEqualTo("durable-functions");
    assertThat(service.faults.calls()).isEmpty();
  }

  @Test
  void without_its_classifier_the_service_is_degraded_but_answers() {
    service.classifier.breakDown();
    Reply reply = service.get("/health").is(200);
    assertThat(reply.text("status")).isEqualTo("degraded");
    assertThat(reply.body().at("/ports/classifier/state").asText()).isEqualTo("down");
    assertThat(reply.body().at("/ports/classifier/detail").asText()).isEqualTo("broken by a test");
  }

  @Test
  void with_any_other_port_down_the_service_is_down() {
    Spillway spillway = Spillway.on(service.adapters, new Down());
    HealthFunctions functions =
        new HealthFunctions(Assembly.of(spillway), new HttpEntry(Callers.local()));
    TestRequest request =
        new TestRequest(
            com.microsoft.azure.functions.HttpMethod.GET,
            URI.create("/health"),
            Map.of(),
            Optional.empty());
    Reply reply = Reply.of(functions.health(request, service.context)).is(503);
    assertThat(reply.text("status")).isEqualTo("down");
    assertThat(reply.body().at("/ports/workflows/state").asText()).isEqualTo("down");
  }

  /** An engine that is out of order. */
  private static final class Down implements WorkflowEngine {
    @Override
    public Workflows workflows(WorkflowPlan plan, Supplier<DurableTaskClient> clients) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Health health() {
      return new Health("engine", Health.State.DOWN, "out of order");
    }
  }
}
