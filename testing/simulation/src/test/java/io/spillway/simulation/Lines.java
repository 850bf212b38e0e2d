package io.spillway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Full record of a seed: all actions and responses, and the final contents of the stores. */
final class Lines {

  private Lines() {}

  static List<String> of(Simulator simulator, long seed) {
    List<String> lines = new ArrayList<>();
    // Claim tokens and the versions of stores are the only randomness that does not depend on the
    // seed. Feeds differ in positions and in the lengths of pages.
    Trace trace =
        Trace.to(
            line ->
                lines.add(
                    line.replaceAll("\"claimToken\":\"[^\"]*\"", "")
                        .replaceAll("\\{\"changes\":.*", "changes")));
    assertThat(simulator.play(ScriptWriter.script(seed), trace).broken()).isNull();
    return lines;
  }
}
