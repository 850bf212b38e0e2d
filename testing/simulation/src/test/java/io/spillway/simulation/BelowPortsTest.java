package io.spillway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Invariants under faults of requests to the database. */
class BelowPortsTest {

  /** Takes about ten seconds. */
  private static final long SEEDS = Long.getLong("spillway.below-seeds", 10);

  @Test
  void every_promise_is_kept_whatever_goes_wrong_below_the_ports() {
    try (SimulatedAzure databases = SimulatedAzure.struckBelow()) {
      Seeds seeds = new Seeds(new Simulator(databases::backing));

      List<Result> broken = seeds.play(0, SEEDS - 1, 1, Duration.ofHours(1));

      assertThat(broken).as("./spillway simulate --azure-local --below --seed N").isEmpty();
      assertThat(seeds.played()).isEqualTo(SEEDS);
    }
  }
}
