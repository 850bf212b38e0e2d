package io.spillway.functions.orchestration;

import static io.spillway.testkit.Fixtures.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.spillway.core.event.Activities;
import io.spillway.durable.Action;
import io.spillway.durable.History;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.telemetry.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Histories that earlier builds have written: orchestrations like them may be under way when
 * today's is deployed, so it must go on from them. They are never written anew; a change that
 * cannot replay them needs an orchestrator of another name.
 */
class GoldenHistoryTest {

  /**
   * Seeds of a {@link FailureScript}: done after retries; dead after retries and failed burials.
   */
  private static final long DONE = 5;

  private static final long DEAD = 8;

  @ParameterizedTest
  @ValueSource(longs = {DONE, DEAD})
  void a_history_that_was_kept_gives_the_same_actions(long seed) throws IOException {
    History kept = golden(seed);

    assertThat(kept.actions()).contains(new Action(0, Action.Kind.ACTIVITY, "alerts"));
    assertThatCode(
            () ->
                kept.replay(
                    context -> {
                      new EventOrchestration(Telemetry.NONE).run(context);
                      return null;
                    }))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(longs = {DONE, DEAD})
  void the_same_script_still_gives_the_same_actions(long seed) throws IOException {
    assertThat(run(seed).actions()).isEqualTo(golden(seed).actions());
  }

  @Test
  void the_histories_that_were_kept_have_retries_and_burials() throws IOException {
    assertThat(golden(DONE).actions()).extracting(Action::kind).contains(Action.Kind.TIMER);
    assertThat(golden(DEAD).actions())
        .filteredOn(action -> action.name().equals("bury"))
        .hasSizeGreaterThan(1);
  }

  private static History run(long seed) {
    FailureScript script = new FailureScript(seed);
    List<DeadLetter> buried = new ArrayList<>();
    Activities activities = script.activities();
    try (LocalOrchestrations local =
        new LocalOrchestrations(
            LocalOrchestrations.functions(activities, script.deadLetters(buried)))) {
      local.workflows(activities, script.policy).start(event("main", "e-1").request());
      local.runToEnd();
      return local.engine.history("main~e-1").orElseThrow();
    }
  }

  private static History golden(long seed) throws IOException {
    try (InputStream in = GoldenHistoryTest.class.getResourceAsStream("golden-" + seed + ".txt")) {
      return History.parse(new String(requireNonNull(in).readAllBytes(), UTF_8));
    }
  }
}
