package io.spillway.simulation;

import io.spillway.testkit.SettableClock;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Plays scripts, each in a separate world, on one kind of stores. */
final class Simulator {

  /** Strong reference, because logging keeps weak ones. */
  private static final Logger ENGINE = Logger.getLogger("io.spillway.durable.DurableEngine");

  static {
    ENGINE.setLevel(Level.OFF);
  }

  private final Function<SettableClock, SharedState> stores;

  Simulator(Function<SettableClock, SharedState> stores) {
    this.stores = stores;
  }

  static Simulator inMemory() {
    return new Simulator(SharedState::inMemory);
  }

  Result play(long seed) {
    return play(ScriptWriter.script(seed), Trace.none());
  }

  Result play(SimulationScript script, Trace trace) {
    try (SharedState backing = stores.apply(new SettableClock())) {
      return new Result(script, Simulation.run(script, backing, trace));
    }
  }

  /** Returns the shortest script that violates the same invariant. */
  Result shrunk(Result broken) {
    SimulationScript shortest =
        Shrinker.shrink(broken.script(), script -> play(script, Trace.none()).isLike(broken));
    return play(shortest, Trace.none());
  }
}
