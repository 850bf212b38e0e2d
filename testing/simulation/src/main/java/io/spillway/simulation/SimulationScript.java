package io.spillway.simulation;

import java.util.List;

/**
 * What happens, in order.
 *
 * @param seed what it was made from, and what the ids in it go by
 * @param parks whether events wait behind a dead letter of their stream
 */
record SimulationScript(long seed, boolean parks, List<ScriptStep> steps) {

  SimulationScript {
    steps = List.copyOf(steps);
  }

  SimulationScript with(List<ScriptStep> others) {
    return new SimulationScript(seed, parks, others);
  }

  /** Reads steps, one a line; empty lines are passed over. */
  static SimulationScript of(boolean parks, String lines) {
    return new SimulationScript(
        0, parks, lines.lines().filter(line -> !line.isBlank()).map(ScriptStep::parse).toList());
  }

  /** How many steps, those in between and mishaps included. */
  int size() {
    return steps.stream().mapToInt(SimulationScript::size).sum();
  }

  private static int size(ScriptStep step) {
    return 1
        + step.mishaps().stream()
            .mapToInt(mishap -> mishap.meanwhile() == null ? 1 : size(mishap.meanwhile()))
            .sum();
  }
}
