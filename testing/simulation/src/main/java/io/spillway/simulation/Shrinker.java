package io.spillway.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Minimizes a failing script. */
final class Shrinker {

  private final Predicate<SimulationScript> fails;
  private SimulationScript shortest;

  private Shrinker(SimulationScript script, Predicate<SimulationScript> fails) {
    this.fails = fails;
    this.shortest = script;
  }

  /**
   * Returns the shortest failing script found by removing steps and faults.
   *
   * @param script a failing script
   * @param fails whether a script fails in the same way
   */
  static SimulationScript shrink(SimulationScript script, Predicate<SimulationScript> fails) {
    Shrinker shrinker = new Shrinker(script, fails);
    int before;
    do {
      before = shrinker.shortest.size();
      shrinker.leaveOutSteps();
      shrinker.leaveOutMishaps();
    } while (shrinker.shortest.size() < before);
    return shrinker.shortest;
  }

  /** Removes ever smaller ranges of steps. */
  private void leaveOutSteps() {
    for (int piece = Math.max(1, shortest.steps().size() / 2); piece > 0; piece /= 2) {
      for (int at = shortest.steps().size() - 1; at >= 0; at -= piece) {
        List<ScriptStep> fewer = new ArrayList<>(shortest.steps());
        if (at < fewer.size()) {
          fewer.subList(Math.max(0, at - piece + 1), at + 1).clear();
          take(shortest.with(fewer));
        }
      }
    }
  }

  private void leaveOutMishaps() {
    for (int at = 0; at < shortest.steps().size(); at++) {
      for (ScriptStep simpler : simpler(shortest.steps().get(at))) {
        List<ScriptStep> steps = new ArrayList<>(shortest.steps());
        steps.set(at, simpler);
        take(shortest.with(steps));
      }
    }
  }

  /** Returns each simplification of a step. */
  private static List<ScriptStep> simpler(ScriptStep step) {
    List<ScriptStep> ways = new ArrayList<>();
    for (int i = 0; i < step.mishaps().size(); i++) {
      InjectedFault mishap = step.mishaps().get(i);
      List<InjectedFault> fewer = new ArrayList<>(step.mishaps());
      fewer.remove(i);
      ways.add(step.with(fewer));
      if (mishap.meanwhile() != null) {
        for (ScriptStep inner : simpler(mishap.meanwhile())) {
          List<InjectedFault> other = new ArrayList<>(step.mishaps());
          other.set(i, new InjectedFault(mishap.call(), mishap.kind(), inner));
          ways.add(step.with(other));
        }
      }
    }
    return ways;
  }

  private void take(SimulationScript candidate) {
    if (candidate.size() < shortest.size() && fails.test(candidate)) {
      shortest = candidate;
    }
  }
}
