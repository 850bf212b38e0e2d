package io.spillway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Detection of every broken guarantee by the simulator. */
class MutantsTest {

  private static final long MOST_SEEDS = 2_000;

  /** The first seed that found each mutant, when the file was written. */
  private static final Properties FOUND_BY = new Properties();

  @BeforeAll
  static void read() throws IOException {
    try (InputStream file = MutantsTest.class.getResourceAsStream("/mutant-seeds.properties")) {
      FOUND_BY.load(Objects.requireNonNull(file));
    }
  }

  @ParameterizedTest
  @EnumSource
  void stores_that_lie_are_found(Mutant mutant) {
    Simulator simulator = new Simulator(mutant::on);
    long likely = Long.parseLong(FOUND_BY.getProperty(mutant.name(), "0"));

    OptionalLong found =
        LongStream.concat(LongStream.of(likely), LongStream.range(0, MOST_SEEDS))
            .filter(seed -> isFound(mutant, simulator.play(seed)))
            .findFirst();

    assertThat(found).as("the seed of %d that finds it", MOST_SEEDS).isPresent();
    long seed = found.getAsLong();
    assertThat(seed).isLessThan(MOST_SEEDS);
    if (seed != likely) {
      System.out.println("mutant-seeds.properties: " + mutant + "=" + seed);
    }
  }

  private static boolean isFound(Mutant mutant, Result result) {
    return result.isBroken() && String.valueOf(result.broken()).startsWith(mutant.broken());
  }
}
