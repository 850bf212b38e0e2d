package io.spillway.functions.orchestration;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.core.event.Activities;
import io.spillway.core.event.Activity;
import io.spillway.core.event.RetryPolicy;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.event.StreamEvent;
import io.spillway.testkit.event.WorkflowsContract;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DurableWorkflowsTest extends WorkflowsContract {

  private LocalOrchestrations local = new LocalOrchestrations(Map.of());
  private DurableWorkflows workflows = open(Map.of("only", event -> {}));

  @Override
  protected DurableWorkflows newWorkflows(Map<String, Consumer<StreamEvent>> activities) {
    workflows = open(activities);
    return workflows;
  }

  private DurableWorkflows open(Map<String, Consumer<StreamEvent>> work) {
    local.close();
    Activities activities = activities(work);
    local =
        new LocalOrchestrations(
            LocalOrchestrations.functions(activities, new InMemoryDeadLetterQueue()));
    return local.workflows(activities, RetryPolicy.STANDARD);
  }

  @Override
  protected void awaitEnd() {
    local.runToEnd();
  }

  @AfterEach
  void close() {
    local.close();
  }

  @Test
  void an_engine_that_does_not_answer_is_unavailable() {
    local.close();

    assertThatThrownBy(() -> workflows.start(event("main", "e-1").request()))
        .isInstanceOfSatisfying(
            PortException.class,
            e -> {
              assertThat(e.failure().code()).isEqualTo("workflows.unavailable");
              assertThat(e.failure().category()).isEqualTo(FailureCategory.TRANSIENT);
            });
    assertThatThrownBy(() -> workflows.status("main~e-1")).isInstanceOf(PortException.class);
    assertThat(workflows.health().state()).isEqualTo(Health.State.DOWN);
  }

  @Test
  void the_orchestration_has_the_workflows_id() {
    workflows.start(event("main", "e-1").request());

    assertThat(local.engine.status("main~e-1")).isPresent();
  }

  private static Activities activities(Map<String, Consumer<StreamEvent>> work) {
    return Activities.of(
        work.entrySet().stream()
            .<Activity>map(each -> new Working(each.getKey(), each.getValue()))
            .toList());
  }

  private record Working(String name, Consumer<StreamEvent> work) implements Activity {
    @Override
    public void run(StreamEvent event) {
      work.accept(event);
    }
  }
}
