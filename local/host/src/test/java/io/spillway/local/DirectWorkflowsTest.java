package io.spillway.local;

import static io.spillway.testkit.Fixtures.event;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.TaskOrchestrationContext;
import io.spillway.Activity;
import io.spillway.RetryPolicy;
import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.adapters.inmemory.InMemoryTelemetry;
import io.spillway.core.event.Activities;
import io.spillway.durable.Alarm;
import io.spillway.durable.DurableEngine;
import io.spillway.durable.DurableFunctions;
import io.spillway.durable.FirstTurn;
import io.spillway.durable.LocalTaskHub;
import io.spillway.durable.ReplayCheck;
import io.spillway.functions.orchestration.DurableWorkflowEngine;
import io.spillway.functions.orchestration.EventActivityFunctions;
import io.spillway.functions.orchestration.EventOrchestration;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.telemetry.Outcome;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workflows whose first round is not replayed; {@link ReplayedWorkflowsTest} replays it. */
@Timeout(60)
class DirectWorkflowsTest extends WorkflowsContract {

  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(1), 1, Duration.ofMillis(1), Duration.ofMinutes(1));

  private static final RetryPolicy SLOW =
      new RetryPolicy(3, Duration.ofHours(1), 1, Duration.ofHours(1), Duration.ofHours(9));

  private static final Duration BRIEF = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(8);
  private final ExecutorService starters = Executors.newCachedThreadPool();
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final CountDownLatch running = new CountDownLatch(1);
  private final InMemoryDeadLetterQueue letters = new InMemoryDeadLetterQueue();
  private final InMemoryTelemetry telemetry = new InMemoryTelemetry();
  private final EventOrchestration orchestration = new EventOrchestration(telemetry);
  private RetryPolicy policy = QUICK;
  private Activities activities = Activities.of(List.of(new Working("only", event -> {})));
  private @Nullable LocalTaskHub hub;

  /** Chooses none but the first, which {@link #run} uses up. */
  ReplayCheck check() {
    return new ReplayCheck(Integer.MAX_VALUE, 1, false);
  }

  @Override
  protected Workflows newWorkflows(Map<String, Consumer<StreamEvent>> activities) {
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
    Workflows workflows = waiting(LONG);
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
    WorkflowRequest request = event("main", "e-1").request();
    CompletableFuture<Void> first = async(() -> waiting(LONG).start(request));
    running.await();

    assertThatThrownBy(() -> waiting(BRIEF).start(request)).isInstanceOf(PortException.class);
    CompletableFuture<Void> second = async(() -> waiting(LONG).start(request));
    mayEnd.countDown();

    first.get(30, TimeUnit.SECONDS);
    second.get(30, TimeUnit.SECONDS);
  }

  @Test
  void a_start_times_out_while_its_workflow_waits_for_a_retry() {
    policy = SLOW;
    run(event -> fail());
    WorkflowRequest request = event("main", "e-1").request();

    assertThatThrownBy(() -> waiting(BRIEF).start(request))
        .isInstanceOfSatisfying(
            PortException.class,
            e -> assertThat(e.failure().code()).isEqualTo("workflows.unavailable"));

    assertThat(stateOf(waiting(LONG), request)).isEqualTo(WorkflowStatus.State.RUNNING);
  }

  @Test
  void a_followed_workflow_starts_without_waiting() throws Exception {
    run(event -> block());
    WorkflowRequest request = event("main", "e-1").request();

    new AwaitedWorkflowEngine(LONG)
        .followed(plan(), requireNonNull(hub).context()::getClient)
        .start(request);

    running.await();
    assertThat(stateOf(waiting(LONG), request)).isEqualTo(WorkflowStatus.State.RUNNING);
  }

  @Test
  void a_start_of_a_workflow_terminated_in_its_first_round_fails_as_stopped() throws Exception {
    run(event -> block());
    WorkflowRequest request = event("main", "e-1").request();
    CompletableFuture<Void> start = async(() -> waiting(LONG).start(request));
    running.await();

    terminate(request);
    mayEnd.countDown();

    assertThatThrownBy(() -> start.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(PortException.class)
        .hasMessageContaining("workflow.stopped");
    assertThat(stateOf(waiting(LONG), request)).isEqualTo(WorkflowStatus.State.STOPPED);
    assertThat(telemetry.count(Outcome.Kind.EVENT_DONE)).isZero();
  }

  @Test
  void a_start_of_a_workflow_terminated_in_a_pause_fails_as_stopped() throws Exception {
    policy = SLOW;
    run(event -> fail());
    WorkflowRequest request = event("main", "e-1").request();
    CompletableFuture<Void> start = async(() -> waiting(LONG).start(request));
    DurableEngine engine = requireNonNull(hub).context().engine();
    while (engine.nextTimer().isEmpty()) {
      Thread.onSpinWait();
    }

    terminate(request);

    assertThatThrownBy(() -> start.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(PortException.class);
    assertThat(stateOf(waiting(LONG), request)).isEqualTo(WorkflowStatus.State.STOPPED);
  }

  @Test
  void a_start_whose_activity_breaks_throws_and_its_event_can_start_again() {
    AtomicInteger attempts = new AtomicInteger();
    run(
        event -> {
          if (attempts.incrementAndGet() == 1) {
            throw new StackOverflowError();
          }
        });
    WorkflowRequest request = event("main", "e-1").request();

    assertThatThrownBy(() -> waiting(LONG).start(request))
        .isInstanceOfSatisfying(
            PortException.class,
            e -> assertThat(e.failure().code()).isEqualTo("workflows.unavailable"));
    assertThat(stateOf(waiting(LONG), request)).isEqualTo(WorkflowStatus.State.STOPPED);

    waiting(LONG).start(request);
    assertThat(stateOf(waiting(LONG), request)).isEqualTo(WorkflowStatus.State.DONE);
  }

  @Test
  void the_round_that_fails_counts_as_the_first_attempt_of_the_orchestrator() {
    AtomicInteger attempts = new AtomicInteger();
    run(
        event -> {
          if (attempts.incrementAndGet() == 1) {
            fail();
          }
        });
    WorkflowRequest request = event("main", "e-1").request();

    waiting(LONG).start(request);

    WorkflowStatus status = waiting(LONG).status(request.workflowId()).orElseThrow();
    assertThat(attempts).hasValue(2);
    assertThat(status.state()).isEqualTo(WorkflowStatus.State.DONE);
    assertThat(status.activities()).extracting(ActivityReport::attempts).containsExactly(2);
    assertThat(telemetry.count(Outcome.Kind.EVENT_RETRIED)).isEqualTo(1);
    assertThat(telemetry.count(Outcome.Kind.EVENT_DONE)).isEqualTo(1);
  }

  @Test
  void an_end_is_reported_once() {
    run(event -> {});
    waiting(LONG).start(event("main", "e-1").request());
    waiting(LONG).start(event("main", "e-1").request());

    assertThat(telemetry.count(Outcome.Kind.EVENT_DONE)).isEqualTo(1);
  }

  private static void fail() {
    throw new PortException(Failure.transientFailure("test.down", "down"));
  }

  private void terminate(WorkflowRequest request) {
    try (DurableTaskClient client = requireNonNull(hub).context().getClient()) {
      client.terminate(request.workflowId(), "by hand");
    }
  }

  private static WorkflowStatus.State stateOf(Workflows workflows, WorkflowRequest request) {
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

  private Workflows waiting(Duration atMost) {
    LocalTaskHub open = requireNonNull(hub);
    return new DirectWorkflows(
        open.context().engine(),
        new DurableWorkflowEngine().workflows(plan(), open.context()::getClient),
        plan(),
        activities,
        telemetry,
        atMost);
  }

  private WorkflowPlan plan() {
    return new WorkflowPlan(activities.names(), policy, new DeadLetter.Origin("host-1", "test"));
  }

  private void run(Consumer<StreamEvent> work) {
    run(Map.of("only", work));
  }

  private void run(Map<String, Consumer<StreamEvent>> work) {
    close(hub);
    activities =
        Activities.of(
            work.entrySet().stream()
                .<Activity>map(each -> new Working(each.getKey(), each.getValue()))
                .toList());
    DurableEngine engine =
        new DurableEngine(
            new DurableFunctions(
                Map.of(EventOrchestration.NAME, this::orchestrate),
                byName(activities, new EventActivityFunctions(activities, letters))),
            InstantSource.system(),
            pool,
            Alarm.real(InstantSource.system(), pool),
            check());
    hub = LocalTaskHub.of(engine);
    FirstTurn first = engine.begin("first", EventOrchestration.NAME, () -> null).orElseThrow();
    first.complete(() -> null, first.now());
  }

  private @Nullable Object orchestrate(TaskOrchestrationContext context) {
    orchestration.run(context);
    return null;
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
