package io.spillway.durable;

import static io.spillway.durable.Doubling.call;
import static io.spillway.durable.Doubling.status;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import com.microsoft.durabletask.OrchestratorFunction;
import com.microsoft.durabletask.TaskFailedException;
import io.spillway.testkit.Concurrently;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DurableEngineTest {

  private final Doubling doubling = new Doubling();
  private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(4);

  @AfterEach
  void shutDown() {
    pool.shutdownNow();
  }

  @Test
  void an_orchestration_returns_its_activities_results() throws Exception {
    DurableEngine engine =
        doubling.engine(ctx -> call(ctx, "double", 3).await() + call(ctx, "double", 4).await());

    assertThat(engine.schedule("i-1", "main", "{\"a\":1}")).isTrue();
    engine.runToEnd(doubling.clock::set);

    InstanceStatus status = status(engine, "i-1");
    assertThat(status.state()).isEqualTo(OrchestrationRuntimeStatus.COMPLETED);
    assertThat(status.input()).isEqualTo("{\"a\":1}");
    assertThat(status.output()).isEqualTo("14");
    assertThat(doubling.calls).containsExactly("3", "4");
  }

  @Test
  void activities_of_a_fan_out_run_at_the_same_time() throws Exception {
    CountDownLatch allThere = new CountDownLatch(3);
    UnaryOperator<String> meet =
        input -> {
          allThere.countDown();
          return String.valueOf(waitFor(allThere));
        };
    OrchestratorFunction<?> fanOut =
        ctx ->
            ctx.allOf(
                    IntStream.range(0, 3)
                        .mapToObj(i -> ctx.callActivity("meet", i, Boolean.class))
                        .toList())
                .await();
    DurableEngine engine =
        new DurableEngine(
            new DurableFunctions(Map.of("main", fanOut), Map.of("meet", meet)),
            doubling.clock,
            pool,
            Alarm.NONE);

    engine.schedule("i-1", "main", null);
    engine.runToEnd(doubling.clock::set);

    assertThat(status(engine, "i-1").output()).isEqualTo("[true,true,true]");
  }

  @Test
  void an_activity_that_throws_fails_its_task_and_may_be_caught() throws Exception {
    DurableEngine engine =
        doubling.engine(
            ctx -> {
              try {
                return ctx.callActivity("crash", 1, String.class).await();
              } catch (TaskFailedException e) {
                return e.getErrorDetails().getErrorType();
              }
            });

    engine.schedule("i-1", "main", null);
    engine.runToEnd(doubling.clock::set);

    assertThat(status(engine, "i-1").output()).isEqualTo("\"java.lang.ArithmeticException\"");
  }

  @Test
  void an_orchestrator_that_lets_a_failure_through_has_failed() throws Exception {
    DurableEngine engine =
        doubling.engine(ctx -> ctx.callActivity("crash", 1, String.class).await());

    engine.schedule("i-1", "main", null);
    engine.runToEnd(doubling.clock::set);

    InstanceStatus status = status(engine, "i-1");
    assertThat(status.state()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    assertThat(failure(status).message()).contains("crash").contains("by zero");
  }

  @Test
  void an_unregistered_activity_fails_its_task() throws Exception {
    DurableEngine engine =
        doubling.engine(ctx -> ctx.callActivity("unknown", 1, String.class).await());

    engine.schedule("i-1", "main", null);
    engine.runToEnd(doubling.clock::set);

    assertThat(failure(status(engine, "i-1")).message()).contains("no activity is named unknown");
  }

  @Test
  void timers_fire_in_due_order_and_leave_the_clock_past_them() throws Exception {
    Instant start = doubling.clock.instant();
    DurableEngine engine =
        doubling.engine(
            ctx -> {
              ctx.createTimer(Duration.ofSeconds(ctx.getInput(Integer.class))).await();
              call(ctx, "double", ctx.getInput(Integer.class)).await();
              return Duration.between(start, ctx.getCurrentInstant()).toSeconds();
            });

    engine.schedule("late", "main", "30");
    engine.schedule("early", "main", "10");
    engine.schedule("middle", "main", "20");
    engine.runToEnd(doubling.clock::set);

    assertThat(doubling.calls).containsExactly("10", "20", "30");
    assertThat(status(engine, "late").output()).isEqualTo("30");
  }

  @Test
  void a_timer_does_not_fire_on_its_moment_but_after_it() throws Exception {
    DurableEngine engine = doubling.engine(ctx -> ctx.createTimer(Duration.ofMinutes(1)).await());
    engine.schedule("i-1", "main", null);

    doubling.clock.advance(Duration.ofMinutes(1));
    engine.fireTimers();
    assertThat(engine.nextTimer()).contains(doubling.clock.instant());

    doubling.clock.advance(Duration.ofMillis(1));
    engine.fireTimers();
    assertThat(engine.nextTimer()).isEmpty();
    assertThat(status(engine, "i-1").isFinished()).isTrue();
    assertThat(engine.history("i-1").orElseThrow().actions())
        .extracting(EngineAction::kind)
        .containsExactly(EngineAction.Kind.TIMER, EngineAction.Kind.END);
  }

  @Test
  void in_real_time_timers_fire_by_themselves() throws Exception {
    DurableEngine engine =
        new DurableEngine(
            doubling.functions(ctx -> ctx.createTimer(Duration.ofMillis(20)).await()),
            InstantSource.system(),
            pool,
            Alarm.real(InstantSource.system(), pool));

    engine.schedule("i-1", "main", null);

    InstanceStatus end =
        engine.end("i-1").orElseThrow().toCompletableFuture().get(20, TimeUnit.SECONDS);
    assertThat(end.state()).isEqualTo(OrchestrationRuntimeStatus.COMPLETED);
    assertThat(Duration.between(end.createdAt(), end.updatedAt()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(20));
  }

  @Test
  void the_custom_status_is_the_one_that_was_set_last() throws Exception {
    DurableEngine engine =
        doubling.engine(
            ctx -> {
              ctx.setCustomStatus(Map.of("step", 1));
              ctx.createTimer(Duration.ofMinutes(1)).await();
              ctx.setCustomStatus(Map.of("step", 2));
              return null;
            });

    engine.schedule("i-1", "main", null);
    assertThat(status(engine, "i-1").customStatus()).isEqualTo("{\"step\":1}");
    assertThat(status(engine, "i-1").state()).isEqualTo(OrchestrationRuntimeStatus.RUNNING);

    engine.runToEnd(doubling.clock::set);
    assertThat(status(engine, "i-1").customStatus()).isEqualTo("{\"step\":2}");
  }

  @Test
  void an_id_that_sixteen_start_at_once_is_started_once() throws Exception {
    DurableEngine engine = doubling.engine(ctx -> call(ctx, "double", 1).await());

    List<Boolean> started = Concurrently.call(i -> engine.schedule("i-1", "main", null));
    engine.runToEnd(doubling.clock::set);

    assertThat(started).containsOnlyOnce(true);
    assertThat(doubling.calls).hasSize(1);
    assertThat(engine.schedule("i-1", "main", null)).isFalse();
  }

  @Test
  void many_orchestrations_run_at_a_time() throws Exception {
    DurableEngine engine =
        new DurableEngine(
            doubling.functions(
                ctx -> {
                  int doubled = call(ctx, "double", ctx.getInput(Integer.class)).await();
                  ctx.createTimer(Duration.ofSeconds(doubled)).await();
                  return call(ctx, "double", doubled).await();
                }),
            doubling.clock,
            pool,
            Alarm.NONE);

    for (int i = 0; i < 500; i++) {
      engine.schedule("i-" + i, "main", String.valueOf(i));
    }
    engine.runToEnd(doubling.clock::set);

    for (int i = 0; i < 500; i++) {
      assertThat(status(engine, "i-" + i).output()).isEqualTo(String.valueOf(4 * i));
    }
  }

  @Test
  void an_unsupported_action_fails_the_orchestration_with_a_message() throws Exception {
    DurableEngine engine =
        doubling.engine(ctx -> ctx.callSubOrchestrator("other", 1, Integer.class).await());

    engine.schedule("i-1", "main", null);
    engine.runToEnd(doubling.clock::set);

    assertThat(status(engine, "i-1").state()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    assertThat(failure(status(engine, "i-1")).message()).contains("SUBORCHESTRATION");
  }

  @Test
  void an_unknown_orchestrator_is_refused() {
    assertThatThrownBy(() -> doubling.engine(ctx -> 1).schedule("i-1", "unknown", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown");
  }

  private static InstanceStatus.Failure failure(InstanceStatus status) {
    return requireNonNull(status.failure());
  }

  private static boolean waitFor(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
