package io.spillway.functions.orchestration;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.Activity;
import io.spillway.RetryPolicy;
import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.core.event.Activities;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.event.WorkflowsContract;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** On Azure an operator may terminate a workflow; then its event is not dead-lettered. */
  @Test
  void
      an_event_whose_orchestration_was_terminated_has_stopped_and_begins_anew_when_it_comes_again() {
    AtomicInteger runs = new AtomicInteger();
    workflows =
        open(
            Map.of(
                "only",
                event -> {
                  if (runs.incrementAndGet() == 1) {
                    throw new PortException(Fixtures.outage());
                  }
                }));
    WorkflowRequest request = event("main", "e-1").request();
    workflows.start(request);
    local.engine.terminate(request.workflowId(), null);
    awaitEnd();

    WorkflowStatus stopped = workflows.status(request.workflowId()).orElseThrow();
    assertThat(stopped.state()).isEqualTo(WorkflowStatus.State.STOPPED);
    assertThat(stopped.finishedAt()).isEqualTo(local.clock.instant());
    assertThat(stopped.activities()).extracting(ActivityReport::attempts).containsExactly(1);

    workflows.start(request);
    awaitEnd();

    WorkflowStatus anew = workflows.status(request.workflowId()).orElseThrow();
    assertThat(anew.state()).isEqualTo(WorkflowStatus.State.DONE);
    assertThat(runs).hasValue(2);
  }

  @Test
  void an_event_with_a_failed_orchestrator_restarts_on_redelivery() {
    WorkflowRequest request = event("main", "e-1").request();
    local.engine.schedule(request.workflowId(), EventOrchestration.NAME, "\"no input of ours\"");
    awaitEnd();
    assertThat(local.engine.status("main~e-1").orElseThrow().hasStopped()).isTrue();

    workflows.start(request);
    awaitEnd();

    assertThat(workflows.status(request.workflowId()).orElseThrow().state())
        .isEqualTo(WorkflowStatus.State.DONE);
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
