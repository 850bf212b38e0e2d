package io.spillway.durable;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import com.microsoft.durabletask.OrchestratorFunction;
import com.microsoft.durabletask.Task;
import com.microsoft.durabletask.TaskFailedException;
import com.microsoft.durabletask.TaskOrchestrationContext;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DurableEngineTest {

  private final SettableClock clock = new SettableClock();
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(4);

  @AfterEach
  void shutDown() {
    pool.shutdownNow();
  }

  @Test
  void an_orchestration_returns_what_its_activities_gave() throws Exception {
    DurableEngine engine =
        engine(ctx -> call(ctx, "double", 3).await() + call(ctx, "double", 4).await());

    assertThat(engine.schedule("i-1", "main", "{\"a\":1}")).isTrue();
    engine.runToEnd(clock::set);

    InstanceStatus status = status(engine, "i-1");
    assertThat(status.state()).isEqualTo(OrchestrationRuntimeStatus.COMPLETED);
    assertThat(status.input()).isEqualTo("{\"a\":1}");
    assertThat(status.output()).isEqualTo("14");
    assertThat(calls).containsExactly("3", "4");
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
            clock,
            pool,
            Alarm.NONE);

    engine.schedule("i-1", "main", null);
    engine.runToEnd(clock::set);

    assertThat(status(engine, "i-1").output()).isEqualTo("[true,true,true]");
  }

  @Test
  void an_activity_that_throws_fails_its_task_and_may_be_caught() throws Exception {
    DurableEngine engine =
        engine(
            ctx -> {
              try {
                return ctx.callActivity("crash", 1, String.class).await();
              } catch (TaskFailedException e) {
                return e.getErrorDetails().getErrorType();
              }
            });

    engine.schedule("i-1", "main", null);
    engine.runToEnd(clock::set);

    assertThat(status(engine, "i-1").output()).isEqualTo("\"java.lang.ArithmeticException\"");
  }

  @Test
  void an_orchestrator_that_lets_a_failure_through_has_failed() throws Exception {
    DurableEngine engine = engine(ctx -> ctx.callActivity("crash", 1, String.class).await());

    engine.schedule("i-1", "main", null);
    engine.runToEnd(clock::set);

    InstanceStatus status = status(engine, "i-1");
    assertThat(status.state()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    assertThat(failure(status).message()).contains("crash").contains("by zero");
  }

  @Test
  void an_activity_that_nobody_has_registered_fails_its_task() throws Exception {
    DurableEngine engine = engine(ctx -> ctx.callActivity("nobody", 1, String.class).await());

    engine.schedule("i-1", "main", null);
    engine.runToEnd(clock::set);

    assertThat(failure(status(engine, "i-1")).message()).contains("no activity is named nobody");
  }

  @Test
  void timers_fire_in_the_order_of_their_moments_and_time_stands_past_them() throws Exception {
    Instant start = clock.instant();
    DurableEngine engine =
        engine(
            ctx -> {
              ctx.createTimer(Duration.ofSeconds(ctx.getInput(Integer.class))).await();
              call(ctx, "double", ctx.getInput(Integer.class)).await();
              return Duration.between(start, ctx.getCurrentInstant()).toSeconds();
            });

    engine.schedule("late", "main", "30");
    engine.schedule("early", "main", "10");
    engine.schedule("middle", "main", "20");
    engine.runToEnd(clock::set);

    assertThat(calls).containsExactly("10", "20", "30");
    assertThat(status(engine, "late").output()).isEqualTo("30");
  }

  @Test
  void a_timer_does_not_fire_on_its_moment_but_after_it() throws Exception {
    DurableEngine engine = engine(ctx -> ctx.createTimer(Duration.ofMinutes(1)).await());
    engine.schedule("i-1", "main", null);

    clock.advance(Duration.ofMinutes(1));
    engine.fireTimers();
    assertThat(engine.nextTimer()).contains(clock.instant());

    clock.advance(Duration.ofMillis(1));
    engine.fireTimers();
    assertThat(engine.nextTimer()).isEmpty();
    assertThat(status(engine, "i-1").isFinished()).isTrue();
    assertThat(engine.history("i-1").orElseThrow().actions())
        .extracting(Action::kind)
        .containsExactly(Action.Kind.TIMER, Action.Kind.END);
  }

  @Test
  void in_real_time_timers_fire_by_themselves() throws Exception {
    DurableEngine engine =
        new DurableEngine(
            functions(ctx -> ctx.createTimer(Duration.ofMillis(20)).await()),
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
        engine(
            ctx -> {
              ctx.setCustomStatus(Map.of("step", 1));
              ctx.createTimer(Duration.ofMinutes(1)).await();
              ctx.setCustomStatus(Map.of("step", 2));
              return null;
            });

    engine.schedule("i-1", "main", null);
    assertThat(status(engine, "i-1").customStatus()).isEqualTo("{\"step\":1}");
    assertThat(status(engine, "i-1").state()).isEqualTo(OrchestrationRuntimeStatus.RUNNING);

    engine.runToEnd(clock::set);
    assertThat(status(engine, "i-1").customStatus()).isEqualTo("{\"step\":2}");
  }

  @Test
  void an_id_that_sixteen_start_at_once_is_started_once() throws Exception {
    DurableEngine engine = engine(ctx -> call(ctx, "double", 1).await());

    List<Boolean> started = Concurrently.call(i -> engine.schedule("i-1", "main", null));
    engine.runToEnd(clock::set);

    assertThat(started).containsOnlyOnce(true);
    assertThat(calls).hasSize(1);
    assertThat(engine.schedule("i-1", "main", null)).isFalse();
  }

  @Test
  void many_orchestrations_run_at_a_time() throws Exception {
    DurableEngine engine =
        new DurableEngine(
            functions(
                ctx -> {
                  int doubled = call(ctx, "double", ctx.getInput(Integer.class)).await();
                  ctx.createTimer(Duration.ofSeconds(doubled)).await();
                  return call(ctx, "double", doubled).await();
                }),
            clock,
            pool,
            Alarm.NONE);

    for (int i = 0; i < 500; i++) {
      engine.schedule("i-" + i, "main", String.valueOf(i));
    }
    engine.runToEnd(clock::set);

    for (int i = 0; i < 500; i++) {
      assertThat(status(engine, "i-" + i).output()).isEqualTo(String.valueOf(4 * i));
    }
  }

  @Test
  void only_so_many_finished_orchestrations_are_remembered() throws Exception {
    DurableEngine engine = engine(ctx -> 1);
    for (int i = 0; i <= Instances.MAX_FINISHED; i++) {
      engine.schedule("i-" + i, "main", null);
    }
    engine.runToEnd(clock::set);

    assertThat(engine.status("i-0")).isEmpty();
    assertThat(engine.status("i-1")).isPresent();
    assertThat(engine.status("i-" + Instances.MAX_FINISHED)).isPresent();
  }

  @Test
  void only_so_many_orchestrations_run_at_a_time() {
    DurableFunctions waiting = functions(ctx -> call(ctx, "double", 1).await());
    DurableEngine engine = new DurableEngine(waiting, clock, job -> {}, Alarm.NONE);
    for (int i = 0; i < Instances.MAX_RUNNING; i++) {
      engine.schedule("i-" + i, "main", null);
    }

    assertThatThrownBy(() -> engine.schedule("one-more", "main", null))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(engine.status("one-more")).isEmpty();
  }

  @Test
  void a_terminated_orchestration_goes_no_further() throws Exception {
    DurableEngine engine =
        engine(
            ctx -> {
              ctx.createTimer(Duration.ofMinutes(1)).await();
              return call(ctx, "double", 1).await();
            });
    engine.schedule("i-1", "main", null);

    assertThat(engine.terminate("i-1", "\"enough\"")).isTrue();
    engine.runToEnd(clock::set);

    assertThat(status(engine, "i-1").state()).isEqualTo(OrchestrationRuntimeStatus.TERMINATED);
    assertThat(engine.nextTimer()).isEmpty();
    assertThat(calls).isEmpty();
    assertThat(engine.terminate("i-1", null)).isFalse();
  }

  @Test
  void an_orchestration_that_continues_as_new_begins_anew_with_an_empty_history() throws Exception {
    DurableEngine engine =
        engine(
            ctx -> {
              int round = ctx.getInput(Integer.class);
              ctx.setCustomStatus("round " + round);
              ctx.createTimer(Duration.ofMinutes(1)).await();
              if (round < 500) {
                ctx.continueAsNew(round + 1);
              }
              return call(ctx, "double", round).await();
            });

    engine.schedule("i-1", "main", "1");
    engine.runToEnd(clock::set);

    InstanceStatus status = status(engine, "i-1");
    assertThat(status.state()).isEqualTo(OrchestrationRuntimeStatus.COMPLETED);
    assertThat(status.output()).isEqualTo("1000");
    assertThat(status.input()).isEqualTo("500");
    assertThat(status.customStatus()).isEqualTo("\"round 500\"");
    assertThat(Duration.between(status.createdAt(), status.updatedAt()))
        .isGreaterThan(minutes(499));
    assertThat(engine.history("i-1").orElseThrow().actions())
        .extracting(Action::kind)
        .containsExactly(Action.Kind.TIMER, Action.Kind.ACTIVITY, Action.Kind.END);
  }

  @Test
  void what_an_earlier_generation_had_asked_for_comes_to_nothing() throws Exception {
    DurableEngine engine =
        engine(
            ctx -> {
              if (ctx.getInput(Integer.class) == 1) {
                call(ctx, "double", 1);
                ctx.createTimer(Duration.ofMinutes(1));
                ctx.continueAsNew(2);
              }
              ctx.createTimer(Duration.ofHours(1)).await();
              return ctx.getCurrentInstant().toString();
            });
    Instant start = clock.instant();

    engine.schedule("i-1", "main", "1");
    engine.runToEnd(clock::set);

    assertThat(calls).containsExactly("1");
    assertThat(Instant.parse(requireNonNull(status(engine, "i-1").output()).replace("\"", "")))
        .isAfterOrEqualTo(start.plus(Duration.ofHours(1)));
  }

  @Test
  void what_the_engine_cannot_do_fails_the_orchestration_and_says_so() throws Exception {
    DurableEngine engine =
        engine(ctx -> ctx.callSubOrchestrator("other", 1, Integer.class).await());

    engine.schedule("i-1", "main", null);
    engine.runToEnd(clock::set);

    assertThat(status(engine, "i-1").state()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    assertThat(failure(status(engine, "i-1")).message()).contains("SUBORCHESTRATION");
  }

  @Test
  void an_unknown_orchestrator_is_refused() {
    assertThatThrownBy(() -> engine(ctx -> 1).schedule("i-1", "nobody", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nobody");
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  private DurableEngine engine(OrchestratorFunction<?> orchestrator) {
    return new DurableEngine(functions(orchestrator), clock, Runnable::run, Alarm.NONE);
  }

  private DurableFunctions functions(OrchestratorFunction<?> orchestrator) {
    AtomicInteger zero = new AtomicInteger();
    return new DurableFunctions(
        Map.of("main", orchestrator),
        Map.of(
            "double",
            input -> {
              calls.add(input);
              return String.valueOf(2 * Integer.parseInt(input));
            },
            "crash",
            input -> String.valueOf(1 / zero.get())));
  }

  private static Task<Integer> call(TaskOrchestrationContext ctx, String activity, int input) {
    return ctx.callActivity(activity, input, Integer.class);
  }

  private static InstanceStatus.Failure failure(InstanceStatus status) {
    return requireNonNull(status.failure());
  }

  private static InstanceStatus status(DurableEngine engine, String id) {
    return engine.status(id).orElseThrow();
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
