package io.spillway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTest {

  /** Takes two cores about a minute. */
  private static final long SEEDS = Long.getLong("spillway.seeds", 10_000);

  @Test
  void every_promise_is_kept_whatever_goes_wrong() {
    Seeds seeds = new Seeds(Simulator.inMemory());
    int threads = Runtime.getRuntime().availableProcessors();

    List<Result> broken = seeds.play(0, SEEDS - 1, threads, Duration.ofHours(1));

    assertThat(broken)
        .as("seeds that break a promise; ./spillway simulate --seed N shows one")
        .isEmpty();
    assertThat(seeds.played()).isEqualTo(SEEDS);
  }

  @Test
  void a_seed_plays_the_same_each_time() {
    assertThat(trace(17)).hasSizeGreaterThan(50).isEqualTo(trace(17));
  }

  private static List<String> trace(long seed) {
    return Lines.of(Simulator.inMemory(), seed);
  }

  @Test
  void a_script_can_be_written_down_and_read_again() {
    SimulationScript script = ScriptWriter.script(5);
    List<String> lines = script.steps().stream().map(ScriptStep::toString).toList();

    assertThat(SimulationScript.of(script.parks(), String.join("\n", lines)).steps())
        .isEqualTo(script.steps());
  }

  @Test
  void a_failing_script_is_minimized() {
    Simulator simulator = new Simulator(Mutant.LOSES_MESSAGES::on);
    Result broken =
        LongStream.range(0, 100)
            .mapToObj(simulator::play)
            .filter(Result::isBroken)
            .findFirst()
            .orElseThrow();

    Result shortest = simulator.shrunk(broken);

    assertThat(shortest.isLike(broken)).isTrue();
    // A toxic text is published, and so lost, only while the classifier is silent.
    assertThat(shortest.script().size()).isLessThanOrEqualTo(2);
    assertThat(shortest.script().steps()).anyMatch(step -> step.action().name().startsWith("SEND"));
  }
}
