package io.spillway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** All that happens and is answered when a seed is played, and what is stored in the end. */
final class Lines {

  private Lines() {}

  static List<String> of(Simulator simulator, long seed) {
    List<String> lines = new ArrayList<>();
    // Claim tokens and the versions of stores are the only chance that is not the seed's.
    Trace trace = Trace.to(line -> lines.add(line.replaceAll("\"claimToken\":\"[^\"]*\"", "")));
    assertThat(simulator.play(ScriptWriter.script(seed), trace).broken()).isNull();
    return lines;
  }
}
