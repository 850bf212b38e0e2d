package io.spillway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Detection of every broken guarantee by the simulator. */
class MutantsTest {

  private static final long MOST_SEEDS = 2_000;

  @ParameterizedTest
  @EnumSource
  void stores_that_lie_are_found(Mutant mutant) {
    Simulator simulator = new Simulator(mutant::on);

    Result found =
        LongStream.range(0, MOST_SEEDS)
            .mapToObj(simulator::play)
            .filter(Result::isBroken)
            .filter(result -> String.valueOf(result.broken()).startsWith(mutant.broken()))
            .findFirst()
            .orElse(null);

    assertThat(found).as("what the simulator finds in %d seeds", MOST_SEEDS).isNotNull();
  }
}
