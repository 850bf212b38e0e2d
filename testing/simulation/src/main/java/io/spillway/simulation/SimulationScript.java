package io.spillway.simulation;

import java.util.List;

/**
 * Ordered steps of a simulation.
 *
 * @param seed the script's seed, from which its ids derive
 * @param parks whether events wait behind a dead letter of their stream
 */
record SimulationScript(long seed, boolean parks, List<ScriptStep> steps) {

  SimulationScript {
    steps = List.copyOf(steps);
  }

  SimulationScript with(List<ScriptStep> others) {
    return new SimulationScript(seed, parks, others);
  }

  /** Parses steps, one a line; ignores empty lines. */
  static SimulationScript of(boolean parks, String lines) {
    return new SimulationScript(
        0, parks, lines.lines().filter(line -> !line.isBlank()).map(ScriptStep::parse).toList());
  }

  /** Returns the number of steps, including interleaved ones and faults. */
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
