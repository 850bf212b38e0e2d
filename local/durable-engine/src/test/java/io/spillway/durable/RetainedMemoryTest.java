package io.spillway.durable;

import static io.spillway.durable.Doubling.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.durabletask.OrchestratorFunction;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Memory of ended orchestrations on a host. */
class RetainedMemoryTest {

  private static final int MANY = 12_000;
  private static final int LARGE = 100_000;

  private final Doubling doubling = new Doubling();

  @Test
  void of_twelve_thousand_completed_workflows_a_thousand_summaries_remain_and_no_input() {
    DurableEngine engine = host(ctx -> null);
    List<WeakReference<byte[]>> inputs = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      byte[] input = new byte[1_000];
      inputs.add(new WeakReference<>(input));
      FirstTurn turn = engine.begin("i-" + i, "main", () -> "" + input.length).orElseThrow();
      turn.complete(() -> "{}", turn.now());
    }

    assertThat(engine.list(status -> true)).hasSize(Instances.MAX_FINISHED);
    assertThat(engine.status("i-" + (MANY - 1)).orElseThrow().input()).isNull();
    assertThat(reachable(inputs)).isZero();
  }

  @Test
  void histories_and_inputs_of_replayed_workflows_end_with_them() throws Exception {
    DurableEngine engine = host(ctx -> call(ctx, "double", 1).await());
    for (int i = 0; i < MANY; i++) {
      engine.schedule("i-" + i, "main", "\"" + i + "\"");
    }
    engine.awaitIdle();

    assertThat(engine.list(status -> true)).hasSize(Instances.MAX_FINISHED);
    assertThat(engine.list(status -> status.input() != null)).isEmpty();
    assertThat(engine.history("i-" + (MANY - 1)).orElseThrow().text()).doesNotContain("double");
  }

  @Test
  void inputs_of_failed_workflows_are_kept_up_to_a_total_length() {
    DurableEngine engine = host(ctx -> 1);
    String input = "x".repeat(LARGE);
    for (int i = 0; i < MANY; i++) {
      engine
          .begin("i-" + i, "main", () -> input)
          .orElseThrow()
          .fail(new IllegalStateException("no luck"));
    }

    assertThat(engine.list(status -> input.equals(status.input())))
        .hasSize((int) (Instances.MAX_FINISHED_TEXT / LARGE));
    assertThat(engine.list(status -> true)).hasSize((int) (Instances.MAX_FINISHED_TEXT / LARGE));
  }

  @Test
  void an_ended_workflow_is_forgotten_after_seven_days() {
    DurableEngine engine = host(ctx -> 1);
    engine.schedule("old", "main", null);
    doubling.clock.advance(Instances.MAX_AGE.plus(Duration.ofSeconds(1)));
    engine.schedule("new", "main", null);

    assertThat(engine.status("old")).isEmpty();
    assertThat(engine.status("new")).isPresent();
  }

  private DurableEngine host(OrchestratorFunction<?> orchestrator) {
    return new DurableEngine(
        doubling.functions(orchestrator),
        doubling.clock,
        Runnable::run,
        Alarm.NONE,
        ReplayCheck.SAMPLE);
  }

  /** Returns the number of references that a collector may not clear. */
  private static long reachable(List<WeakReference<byte[]>> references) {
    long left = references.size();
    for (int attempt = 0; attempt < 20 && left > 0; attempt++) {
      System.gc();
      left = references.stream().filter(reference -> reference.get() != null).count();
    }
    return left;
  }
}
