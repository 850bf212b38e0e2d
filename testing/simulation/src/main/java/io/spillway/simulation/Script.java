package io.spillway.simulation;

import java.util.List;

/**
 * What happens, in order.
 *
 * @param seed what it was made from, and what the ids in it go by
 * @param parks whether events wait behind a dead letter of their stream
 */
record Script(long seed, boolean parks, List<Step> steps) {

  Script {
    steps = List.copyOf(steps);
  }

  Script with(List<Step> others) {
    return new Script(seed, parks, others);
  }

  /** Reads steps, one a line; empty lines are passed over. */
  static Script of(boolean parks, String lines) {
    return new Script(
        0, parks, lines.lines().filter(line -> !line.isBlank()).map(Step::parse).toList());
  }

  /** How many steps, those in between and mishaps included. */
  int size() {
    return steps.stream().mapToInt(Script::size).sum();
  }

  private static int size(Step step) {
    return 1
        + step.mishaps().stream()
            .mapToInt(mishap -> mishap.meanwhile() == null ? 1 : size(mishap.meanwhile()))
            .sum();
  }
}
