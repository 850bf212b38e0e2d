package io.spillway.durable;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import com.microsoft.durabletask.OrchestratorFunction;
import com.microsoft.durabletask.TaskOrchestrationContext;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeterminismTest {

  private final SettableClock clock = new SettableClock();

  private static Object firstThenSecond(TaskOrchestrationContext ctx) {
    ctx.callActivity("first").await();
    ctx.createTimer(Duration.ofMinutes(1)).await();
    return ctx.callActivity("second").await();
  }

  @Test
  void an_activity_that_a_replay_names_differently_fails_the_orchestration() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    InstanceStatus status =
        run(ctx -> ctx.callActivity(turns.getAndIncrement() == 0 ? "first" : "second").await());

    assertThat(status.state()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    assertThat(failure(status).type()).isEqualTo(NonDeterminismException.class.getName());
    assertThat(failure(status).message())
        .isEqualTo(
            "history has recorded [0 ACTIVITY first], but a replay asks for [0 ACTIVITY second]");
  }

  @Test
  void a_replay_that_asks_for_another_kind_of_thing_fails_the_orchestration() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    InstanceStatus status =
        run(
            ctx ->
                turns.getAndIncrement() == 0
                    ? ctx.createTimer(Duration.ofMinutes(1)).await()
                    : ctx.callActivity("first").await());

    assertThat(failure(status).message()).contains("[0 TIMER]").contains("[0 ACTIVITY first]");
  }

  @Test
  void a_replay_that_asks_in_another_order_fails_the_orchestration() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    InstanceStatus status =
        run(
            ctx -> {
              boolean swap = turns.getAndIncrement() > 0;
              ctx.callActivity(swap ? "second" : "first");
              return ctx.callActivity(swap ? "first" : "second").await();
            });

    assertThat(failure(status).type()).isEqualTo(NonDeterminismException.class.getName());
  }

  @Test
  void a_replay_that_asks_for_less_fails_the_orchestration() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    InstanceStatus status =
        run(ctx -> turns.getAndIncrement() == 0 ? ctx.callActivity("first").await() : null);

    assertThat(failure(status).message()).contains("[0 ACTIVITY first]").contains("[0 END]");
  }

  @Test
  void a_history_that_was_kept_replays() throws Exception {
    DurableEngine engine = engine(DeterminismTest::firstThenSecond);
    engine.schedule("i-1", "main", "{}");
    engine.runToEnd(clock::set);
    History kept = History.parse(engine.history("i-1").orElseThrow().text());

    assertThat(kept.actions())
        .extracting(EngineAction::toString)
        .containsExactly("0 ACTIVITY first", "1 TIMER", "2 ACTIVITY second", "3 END");
    assertThatCode(() -> kept.replay(DeterminismTest::firstThenSecond)).doesNotThrowAnyException();
  }

  @Test
  void a_history_that_was_kept_does_not_replay_once_an_activity_is_renamed() throws Exception {
    DurableEngine engine = engine(DeterminismTest::firstThenSecond);
    engine.schedule("i-1", "main", "{}");
    engine.runToEnd(clock::set);
    History kept = engine.history("i-1").orElseThrow();

    assertThatThrownBy(
            () ->
                kept.replay(
                    ctx -> {
                      ctx.callActivity("first").await();
                      ctx.createTimer(Duration.ofMinutes(1)).await();
                      return ctx.callActivity("renamed").await();
                    }))
        .isInstanceOf(NonDeterminismException.class)
        .hasMessageContaining("2 ACTIVITY second")
        .hasMessageContaining("2 ACTIVITY renamed");
  }

  @Test
  void the_history_of_an_orchestration_that_runs_replays_as_well() {
    DurableEngine engine = engine(DeterminismTest::firstThenSecond);
    engine.schedule("i-1", "main", "{}");
    History unfinished = engine.history("i-1").orElseThrow();

    assertThat(unfinished.actions()).hasSize(2);
    assertThatCode(() -> unfinished.replay(DeterminismTest::firstThenSecond))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> unfinished.replay(ctx -> ctx.callActivity("first").await()))
        .isInstanceOf(NonDeterminismException.class);
  }

  @Test
  void an_invalid_history_text_is_rejected() {
    assertThatThrownBy(() -> History.parse("nonsense"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static InstanceStatus.Failure failure(InstanceStatus status) {
    return requireNonNull(status.failure());
  }

  private InstanceStatus run(OrchestratorFunction<?> orchestrator) throws Exception {
    DurableEngine engine = engine(orchestrator);
    engine.schedule("i-1", "main", "{}");
    engine.runToEnd(clock::set);
    return engine.status("i-1").orElseThrow();
  }

  private DurableEngine engine(OrchestratorFunction<?> orchestrator) {
    return new DurableEngine(
        new DurableFunctions(
            Map.of("main", orchestrator), Map.of("first", input -> "{}", "second", input -> "{}")),
        clock,
        Runnable::run,
        Alarm.NONE);
  }
}
