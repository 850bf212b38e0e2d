package io.spillway.durable;

import static io.spillway.durable.Doubling.call;
import static io.spillway.durable.Doubling.status;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lifecycle of an instance: end, continue-as-new, eviction. */
@Timeout(60)
class InstanceLivesTest {

  private final Doubling doubling = new Doubling();

  @Test
  void only_so_many_finished_orchestrations_are_remembered() throws Exception {
    DurableEngine engine = doubling.engine(ctx -> 1);
    for (int i = 0; i <= Instances.MAX_FINISHED; i++) {
      engine.schedule("i-" + i, "main", null);
    }
    engine.runToEnd(doubling.clock::set);

    assertThat(engine.status("i-0")).isEmpty();
    assertThat(engine.status("i-1")).isPresent();
    assertThat(engine.status("i-" + Instances.MAX_FINISHED)).isPresent();
  }

  @Test
  void only_so_many_orchestrations_run_at_a_time() {
    DurableFunctions waiting = doubling.functions(ctx -> call(ctx, "double", 1).await());
    DurableEngine engine = new DurableEngine(waiting, doubling.clock, job -> {}, Alarm.NONE);
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
        doubling.engine(
            ctx -> {
              ctx.createTimer(Duration.ofMinutes(1)).await();
              return call(ctx, "double", 1).await();
            });
    engine.schedule("i-1", "main", null);

    assertThat(engine.terminate("i-1", "\"enough\"")).isTrue();
    engine.runToEnd(doubling.clock::set);

    assertThat(status(engine, "i-1").state()).isEqualTo(OrchestrationRuntimeStatus.TERMINATED);
    assertThat(engine.nextTimer()).isEmpty();
    assertThat(doubling.calls).isEmpty();
    assertThat(engine.terminate("i-1", null)).isFalse();
  }

  @Test
  void a_terminated_or_failed_instance_can_be_restarted_but_not_a_completed_one() throws Exception {
    DurableEngine engine =
        doubling.engine(
            ctx -> {
              ctx.createTimer(Duration.ofMinutes(1)).await();
              if (ctx.getInput(Integer.class) == 1) {
                throw new IllegalStateException("no ones");
              }
              return ctx.getInput(Integer.class);
            });
    engine.schedule("i-1", "main", "0");
    assertThat(engine.schedule("i-1", "main", "1")).isFalse();
    engine.terminate("i-1", null);

    assertThat(engine.schedule("i-1", "main", "1")).isTrue();
    engine.runToEnd(doubling.clock::set);
    assertThat(status(engine, "i-1").state()).isEqualTo(OrchestrationRuntimeStatus.FAILED);

    assertThat(engine.schedule("i-1", "main", "2")).isTrue();
    engine.runToEnd(doubling.clock::set);
    assertThat(status(engine, "i-1").output()).isEqualTo("2");
    assertThat(engine.schedule("i-1", "main", "3")).isFalse();
  }

  @Test
  void continue_as_new_restarts_with_an_empty_history() throws Exception {
    DurableEngine engine =
        doubling.engine(
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
    engine.runToEnd(doubling.clock::set);

    InstanceStatus status = status(engine, "i-1");
    assertThat(status.state()).isEqualTo(OrchestrationRuntimeStatus.COMPLETED);
    assertThat(status.output()).isEqualTo("1000");
    assertThat(status.input()).isEqualTo("500");
    assertThat(status.customStatus()).isEqualTo("\"round 500\"");
    assertThat(Duration.between(status.createdAt(), status.updatedAt()))
        .isGreaterThan(Duration.ofMinutes(499));
    assertThat(engine.history("i-1").orElseThrow().actions())
        .extracting(EngineAction::kind)
        .containsExactly(
            EngineAction.Kind.TIMER, EngineAction.Kind.ACTIVITY, EngineAction.Kind.END);
  }

  @Test
  void actions_of_an_earlier_generation_have_no_effect() throws Exception {
    DurableEngine engine =
        doubling.engine(
            ctx -> {
              if (ctx.getInput(Integer.class) == 1) {
                call(ctx, "double", 1);
                ctx.createTimer(Duration.ofMinutes(1));
                ctx.continueAsNew(2);
              }
              ctx.createTimer(Duration.ofHours(1)).await();
              return ctx.getCurrentInstant().toString();
            });
    Instant start = doubling.clock.instant();

    engine.schedule("i-1", "main", "1");
    engine.runToEnd(doubling.clock::set);

    assertThat(doubling.calls).containsExactly("1");
    assertThat(Instant.parse(requireNonNull(status(engine, "i-1").output()).replace("\"", "")))
        .isAfterOrEqualTo(start.plus(Duration.ofHours(1)));
  }
}
