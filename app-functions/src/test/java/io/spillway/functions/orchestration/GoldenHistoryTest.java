package io.spillway.functions.orchestration;

import static io.spillway.testkit.Fixtures.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.microsoft.azure.functions.annotation.FunctionName;
import io.spillway.core.event.Activities;
import io.spillway.durable.EngineAction;
import io.spillway.durable.History;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.telemetry.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replay of histories that earlier builds have written: such orchestrations may be running when the
 * current build is deployed. The files are never regenerated; a change that cannot replay them
 * needs an orchestrator of another name.
 */
class GoldenHistoryTest {

  /**
   * Seeds of a {@link FailureScript}: done after retries; dead after retries and failed enqueues;
   * dead after so many failed enqueues that this is the last of several histories.
   */
  private static final long DONE = 5;

  private static final long DEAD = 8;
  private static final long CONTINUED = 29;

  @ParameterizedTest
  @ValueSource(longs = {DONE, DEAD, CONTINUED})
  void a_history_that_was_kept_gives_the_same_actions(long seed) throws IOException {
    History kept = golden(seed);

    assertThat(kept.actions().get(0))
        .isEqualTo(
            new EngineAction(0, EngineAction.Kind.ACTIVITY, seed == CONTINUED ? "bury" : "alerts"));
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
  @ValueSource(longs = {DONE, DEAD, CONTINUED})
  void the_same_script_still_gives_the_same_actions(long seed) throws IOException {
    assertThat(run(seed).actions()).isEqualTo(golden(seed).actions());
  }

  @Test
  void the_histories_that_were_kept_have_retries_and_burials() throws IOException {
    assertThat(golden(DONE).actions())
        .extracting(EngineAction::kind)
        .contains(EngineAction.Kind.TIMER);
    assertThat(golden(DEAD).actions())
        .filteredOn(action -> action.name().equals("bury"))
        .hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {DONE, DEAD, CONTINUED})
  void every_activity_that_was_asked_for_still_has_a_function(long seed) throws IOException {
    assertThat(golden(seed).actions())
        .filteredOn(action -> action.kind() == EngineAction.Kind.ACTIVITY)
        .extracting(EngineAction::name)
        .isSubsetOf(functionsOf(EventActivityFunctions.class));
  }

  @Test
  void orchestrations_that_are_under_way_find_their_orchestrator() {
    assertThat(functionsOf(EventOrchestration.class)).containsExactly("process-event");
  }

  private static List<String> functionsOf(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .map(method -> method.getAnnotation(FunctionName.class))
        .filter(Objects::nonNull)
        .map(FunctionName::value)
        .toList();
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
