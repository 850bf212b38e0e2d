package io.spillway.durable;

import static io.spillway.durable.Doubling.call;
import static io.spillway.durable.Doubling.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** First turns that callers run themselves. */
class FirstTurnTest {

  private final Doubling doubling = new Doubling();
  private final DurableEngine engine =
      doubling.engine(
          ctx -> {
            int doubled = call(ctx, "double", ctx.getInput(Integer.class)).await();
            ctx.setCustomStatus("doubled");
            ctx.createTimer(Duration.ofMinutes(1)).await();
            return call(ctx, "double", doubled).await();
          });

  @Test
  void a_completed_first_turn_ends_the_orchestration_once() {
    FirstTurn turn = begin("i-1");
    assertThat(status(engine, "i-1").isFinished()).isFalse();
    assertThat(engine.begin("i-1", "main", () -> "3")).isEmpty();

    assertThat(turn.complete(() -> "{}", turn.now())).isTrue();

    assertThat(status(engine, "i-1").state()).isEqualTo(OrchestrationRuntimeStatus.COMPLETED);
    assertThat(status(engine, "i-1").customStatus()).isEqualTo("{}");
    assertThat(engine.end("i-1").orElseThrow().toCompletableFuture()).isCompleted();
    assertThat(engine.begin("i-1", "main", () -> "3")).isEmpty();
  }

  @Test
  void the_orchestrator_continues_where_a_first_turn_ended() throws Exception {
    FirstTurn turn = begin("i-1");
    String output = turn.call("double", "3");

    turn.replay(calls("double", output), "\"doubled\"", turn.now());
    assertThat(status(engine, "i-1").state()).isEqualTo(OrchestrationRuntimeStatus.RUNNING);
    engine.runToEnd(doubling.clock::set);

    assertThat(status(engine, "i-1").output()).isEqualTo("12");
    assertThat(doubling.calls).containsExactly("3", "6");
  }

  @Test
  void a_first_turn_that_ran_another_activity_than_the_orchestrator_fails() {
    FirstTurn turn = begin("i-1");

    turn.replay(calls("triple", "9"), "\"doubled\"", turn.now());

    assertThat(failureType("i-1")).isEqualTo(NonDeterminismException.class.getName());
  }

  @Test
  void a_first_turn_that_expects_another_status_than_the_orchestrator_fails() {
    FirstTurn turn = begin("i-1");

    turn.replay(calls("double", "6"), "\"tripled\"", turn.now());

    assertThat(failureType("i-1")).isEqualTo(NonDeterminismException.class.getName());
    assertThat(engine.nextTimer()).isEmpty();
  }

  @Test
  void a_failed_first_turn_can_begin_again() {
    begin("i-1").fail(new IllegalStateException("crash"));
    assertThat(failureType("i-1")).isEqualTo(IllegalStateException.class.getName());

    FirstTurn again = begin("i-1");

    assertThat(again.complete(() -> null, again.now())).isTrue();
  }

  @Test
  void a_termination_wins_over_a_later_end_of_the_first_turn() {
    FirstTurn completed = begin("i-1");
    FirstTurn replayed = begin("i-2");
    engine.terminate("i-1", null);
    engine.terminate("i-2", null);

    assertThat(completed.complete(() -> null, completed.now())).isFalse();
    replayed.replay(calls("double", "6"), "\"doubled\"", replayed.now());

    assertThat(status(engine, "i-1").state()).isEqualTo(OrchestrationRuntimeStatus.TERMINATED);
    assertThat(status(engine, "i-2").state()).isEqualTo(OrchestrationRuntimeStatus.TERMINATED);
    assertThat(engine.nextTimer()).isEmpty();
  }

  @Test
  void tests_replay_each_orchestration_and_a_host_one_in_a_hundred() {
    Sample all = new Sample(ReplayCheck.ALL, doubling.clock);
    Sample some = new Sample(ReplayCheck.SAMPLE, doubling.clock);

    assertThat(IntStream.range(0, 1_000).filter(i -> all.chooses())).hasSize(1_000);
    assertThat(IntStream.range(0, 1_000).filter(i -> some.chooses()))
        .containsExactly(0, 100, 200, 300, 400, 500, 600, 700, 800, 900);
  }

  @Test
  void a_host_replays_at_most_twenty_orchestrations_a_second() {
    doubling.clock.set(Instant.parse("2026-11-30T12:00:00Z"));
    Sample sample = new Sample(ReplayCheck.SAMPLE, doubling.clock);

    assertThat(IntStream.range(0, 10_000).filter(i -> sample.chooses())).hasSize(20);
    doubling.clock.advance(Duration.ofSeconds(1));
    assertThat(IntStream.range(0, 10_000).filter(i -> sample.chooses())).hasSize(20);
  }

  private FirstTurn begin(String id) {
    return engine.begin(id, "main", () -> "3").orElseThrow();
  }

  private static List<FirstTurn.Call> calls(String activity, String output) {
    return List.of(new FirstTurn.Call(activity, "3", output));
  }

  private String failureType(String id) {
    InstanceStatus.Failure failure = status(engine, id).failure();
    return failure == null ? "none" : failure.type();
  }
}
