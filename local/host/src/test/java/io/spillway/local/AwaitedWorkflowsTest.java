package io.spillway.local;

import static io.spillway.testkit.Fixtures.event;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.durabletask.DurableTaskClient;
import io.spillway.Activity;
import io.spillway.RetryPolicy;
import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.core.event.Activities;
import io.spillway.durable.Alarm;
import io.spillway.durable.DurableEngine;
import io.spillway.durable.DurableFunctions;
import io.spillway.durable.LocalTaskHub;
import io.spillway.functions.orchestration.DurableWorkflowEngine;
import io.spillway.functions.orchestration.EventActivityFunctions;
import io.spillway.functions.orchestration.EventOrchestration;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.testkit.event.WorkflowsContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AwaitedWorkflowsTest extends WorkflowsContract {

  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(1), 1, Duration.ofMillis(1), Duration.ofMinutes(1));

  private static final Duration BRIEF = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(8);
  private final ExecutorService starters = Executors.newCachedThreadPool();
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final CountDownLatch running = new CountDownLatch(1);
  private @Nullable LocalTaskHub hub;
  private @Nullable Workflows workflows;

  @Override
  protected BlockingWorkflows newWorkflows(Map<String, Consumer<StreamEvent>> activities) {
    run(activities);
    return waiting(LONG);
  }

  /** No-op: a start has waited for the end. */
  @Override
  protected void awaitEnd() {}

  @AfterEach
  void close() {
    mayEnd.countDown();
    pool.shutdownNow();
    starters.shutdownNow();
    close(hub);
  }

  @Test
  void a_start_returns_when_the_workflow_has_ended_and_not_before() throws Exception {
    run(event -> block());
    BlockingWorkflows workflows = waiting(LONG);
    WorkflowRequest request = event("main", "e-1").request();

    CompletableFuture<Void> start = async(() -> workflows.start(request));
    running.await();
    assertThat(start).isNotDone();
    assertThat(stateOf(workflows, request)).isEqualTo(WorkflowStatus.State.RUNNING);
    mayEnd.countDown();

    start.get(30, TimeUnit.SECONDS);
    assertThat(stateOf(workflows, request)).isEqualTo(WorkflowStatus.State.DONE);
  }

  @Test
  void a_second_start_waits_for_the_same_end() throws Exception {
    run(event -> block());
    BlockingWorkflows workflows = waiting(LONG);
    WorkflowRequest request = event("main", "e-1").request();
    CompletableFuture<Void> first = async(() -> workflows.start(request));
    running.await();

    assertThatThrownBy(() -> waiting(BRIEF).start(request)).isInstanceOf(PortException.class);
    CompletableFuture<Void> second = async(() -> workflows.start(request));
    mayEnd.countDown();

    first.get(30, TimeUnit.SECONDS);
    second.get(30, TimeUnit.SECONDS);
  }

  @Test
  void a_start_times_out_while_its_workflow_continues() throws Exception {
    run(event -> block());
    WorkflowRequest request = event("main", "e-1").request();

    assertThatThrownBy(() -> waiting(BRIEF).start(request))
        .isInstanceOfSatisfying(
            PortException.class,
            e -> assertThat(e.failure().code()).isEqualTo("workflows.unavailable"));

    mayEnd.countDown();
    waiting(LONG).start(request);
    assertThat(stateOf(waiting(LONG), request)).isEqualTo(WorkflowStatus.State.DONE);
  }

  @Test
  void a_followed_workflow_starts_without_waiting() throws Exception {
    run(event -> block());
    WorkflowPlan plan =
        new WorkflowPlan(List.of("only"), QUICK, new DeadLetter.Origin("host-1", "test"));
    WorkflowRequest request = event("main", "e-1").request();

    new AwaitedWorkflowEngine(LONG)
        .followed(plan, requireNonNull(hub).context()::getClient)
        .start(request);

    running.await();
    assertThat(stateOf(waiting(LONG), request)).isEqualTo(WorkflowStatus.State.RUNNING);
  }

  @Test
  void a_start_of_a_terminated_workflow_fails_as_stopped() throws Exception {
    run(event -> block());
    WorkflowRequest request = event("main", "e-1").request();
    CompletableFuture<Void> start = async(() -> waiting(LONG).start(request));
    running.await();

    try (DurableTaskClient client = requireNonNull(hub).context().getClient()) {
      client.terminate(request.workflowId(), "by hand");
    }

    assertThatThrownBy(() -> start.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(PortException.class)
        .hasMessageContaining("workflow.stopped");
  }

  private static WorkflowStatus.State stateOf(
      BlockingWorkflows workflows, WorkflowRequest request) {
    return workflows.status(request.workflowId()).orElseThrow().state();
  }

  private void block() {
    running.countDown();
    try {
      mayEnd.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Void> async(Runnable work) {
    return CompletableFuture.runAsync(work, starters);
  }

  private BlockingWorkflows waiting(Duration atMost) {
    return new BlockingWorkflows(
        requireNonNull(workflows), requireNonNull(hub).context()::getClient, atMost);
  }

  private void run(Consumer<StreamEvent> work) {
    run(Map.of("only", work));
  }

  private void run(Map<String, Consumer<StreamEvent>> work) {
    close(hub);
    Activities activities =
        Activities.of(
            work.entrySet().stream()
                .<Activity>map(each -> new Working(each.getKey(), each.getValue()))
                .toList());
    EventActivityFunctions functions =
        new EventActivityFunctions(activities, new InMemoryDeadLetterQueue());
    LocalTaskHub open =
        LocalTaskHub.of(
            new DurableEngine(
                new DurableFunctions(
                    Map.of(
                        "process-event",
                        context -> {
                          new EventOrchestration(Telemetry.NONE).run(context);
                          return null;
                        }),
                    byName(activities, functions)),
                InstantSource.system(),
                pool,
                Alarm.real(InstantSource.system(), pool)));
    WorkflowPlan plan =
        new WorkflowPlan(activities.names(), QUICK, new DeadLetter.Origin("host-1", "test"));
    hub = open;
    workflows = new DurableWorkflowEngine().workflows(plan, open.context()::getClient);
  }

  private static Map<String, UnaryOperator<String>> byName(
      Activities activities, EventActivityFunctions functions) {
    Map<String, UnaryOperator<String>> byName = new HashMap<>();
    activities.names().forEach(name -> byName.put(name, in -> functions.execute(name, in)));
    byName.put("bury", functions::enqueue);
    return byName;
  }

  private static void close(@Nullable LocalTaskHub hub) {
    if (hub != null) {
      hub.close();
    }
  }

  private record Working(String name, Consumer<StreamEvent> work) implements Activity {
    @Override
    public void run(StreamEvent event) {
      work.accept(event);
    }
  }
}
