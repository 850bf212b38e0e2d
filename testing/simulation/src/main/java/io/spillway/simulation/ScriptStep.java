package io.spillway.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Step of a script. Its text is {@code ACTION@process a b c}, followed by its faults, such as
 * {@code 2:FAIL_AFTER} or, for an interleaved step, {@code 2:{LOOK@0 1 0 0}}.
 *
 * @param process the index of the acting process
 * @param mishaps the injected faults
 */
record ScriptStep(
    ScriptAction action, int process, int a, int b, int c, List<InjectedFault> mishaps) {

  ScriptStep {
    mishaps = List.copyOf(mishaps);
  }

  ScriptStep with(List<InjectedFault> others) {
    return new ScriptStep(action, process, a, b, c, others);
  }

  /** Parses the output of {@link #toString}. */
  static ScriptStep parse(String text) {
    return new Reader(text).step();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(action).append('@').append(process);
    text.append(' ').append(a).append(' ').append(b).append(' ').append(c);
    mishaps.forEach(mishap -> text.append(' ').append(mishap));
    return text.toString();
  }

  /** Reader of single words. */
  private static final class Reader {
    private final String[] words;
    private int at;

    Reader(String text) {
      words = text.strip().replace("{", "{ ").replace("}", " }").split("\\s+");
    }

    ScriptStep step() {
      String[] who = words[at++].split("@", 2);
      int a = Integer.parseInt(words[at++]);
      int b = Integer.parseInt(words[at++]);
      int c = Integer.parseInt(words[at++]);
      List<InjectedFault> mishaps = new ArrayList<>();
      while (at < words.length && !words[at].equals("}")) {
        mishaps.add(mishap());
      }
      return new ScriptStep(
          ScriptAction.valueOf(who[0]), Integer.parseInt(who[1]), a, b, c, mishaps);
    }

    private InjectedFault mishap() {
      String[] parts = words[at++].split(":", 2);
      int call = Integer.parseInt(parts[0]);
      if (!parts[1].equals("{")) {
        return new InjectedFault(call, InjectedFault.Kind.valueOf(parts[1]), null);
      }
      ScriptStep meanwhile = step();
      at++;
      return new InjectedFault(call, InjectedFault.Kind.MEANWHILE, meanwhile);
    }
  }
}
