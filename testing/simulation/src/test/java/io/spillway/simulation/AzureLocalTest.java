package io.spillway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Equivalence of Azure's adapters and the in-memory ones. */
class AzureLocalTest {

  /** Takes about twenty seconds. */
  private static final long SEEDS = Long.getLong("spillway.azure-seeds", 20);

  private static final SimulatedAzure DATABASES = SimulatedAzure.struckAtPorts();

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_seed_plays_the_same_on_a_database(long seed) {
    Simulator onDatabase = new Simulator(DATABASES::backing);

    assertThat(Lines.of(onDatabase, seed)).isEqualTo(Lines.of(Simulator.inMemory(), seed));
  }

  @AfterAll
  static void close() {
    DATABASES.close();
  }
}
