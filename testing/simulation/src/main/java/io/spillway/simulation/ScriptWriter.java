package io.spillway.simulation;

import io.spillway.simulation.InjectedFault.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Generates a script from a seed. Each seed has its own mix: some kinds of faults and not others,
 * some actors busier than others. So rare combinations are tested as well as frequent ones.
 */
final class ScriptWriter {

  private static final int FEWEST_STEPS = 20;
  private static final int MORE_STEPS = 60;
  private static final int LATEST_CALL = 8;

  /** One seed of so many has a burst, which takes as long as twenty others. */
  private static final int BURSTS = 100;

  private static final int MOST_LETTERS = 4;

  private static final int FEWEST_EVENTS = 20;
  private static final int MORE_EVENTS = 41;

  /** Base frequency of each kind of step. */
  private enum Part {
    VIEWERS(ScriptAction.SEND, 6, ScriptAction.SEND_WITHOUT_ID, 1, ScriptAction.APPEAL, 1),
    REPORTERS(
        ScriptAction.REPORT, 7, ScriptAction.WITHHOLD_PUBLISHED, 4, ScriptAction.BULK_WITHHOLD, 1),
    RESTRICTORS(ScriptAction.RESTRICT, 3, ScriptAction.LIFT, 1, ScriptAction.NOTE, 1),
    CLIENTS(ScriptAction.EVENT, 5, ScriptAction.QUEUE_EVENT, 3),
    MODERATORS(
        ScriptAction.LOOK,
        2,
        ScriptAction.CLAIM,
        1,
        ScriptAction.CLAIM_NEXT,
        3,
        ScriptAction.RELEASE,
        1,
        ScriptAction.DECIDE,
        6,
        ScriptAction.UNDO,
        1,
        ScriptAction.BULK,
        1,
        ScriptAction.KEEP,
        1,
        ScriptAction.WITHHOLD,
        1,
        ScriptAction.SWEEP,
        4),
    OPERATORS(
        ScriptAction.REDRIVE,
        3,
        ScriptAction.CONTROL,
        1,
        ScriptAction.DISCARD,
        1,
        ScriptAction.RESTORE,
        1,
        ScriptAction.EDIT,
        2,
        ScriptAction.ADVANCE,
        6),
    QUEUES(ScriptAction.DELIVER, 10, ScriptAction.WORK, 8, ScriptAction.WORK_OFF, 3),
    ERASERS(ScriptAction.ERASE, 2),
    POLICYMAKERS(ScriptAction.WRITE_POLICY, 4, ScriptAction.END_POLICY, 1),
    TIME(ScriptAction.PASS, 7),
    TROUBLE(ScriptAction.OUTAGE, 2, ScriptAction.CLASSIFIER, 2, ScriptAction.RESTART, 1),
    READERS(ScriptAction.READ, 1, ScriptAction.READ_FEED, 2);

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<ScriptAction> actions = new ArrayList<>();

    static Part of(ScriptAction action) {
      return Arrays.stream(values())
          .filter(part -> part.actions.contains(action))
          .findFirst()
          .orElseThrow();
    }

    Part(Object... actionsAndWeights) {
      for (int i = 0; i < actionsAndWeights.length; i += 2) {
        for (int n = 0; n < (Integer) actionsAndWeights[i + 1]; n++) {
          actions.add((ScriptAction) actionsAndWeights[i]);
        }
      }
    }
  }

  /** Theme of a script. */
  private enum Theme {
    MODERATION(Part.VIEWERS, Part.MODERATORS, Part.TIME, Part.TROUBLE),
    ERASURE(
        Part.VIEWERS,
        Part.MODERATORS,
        Part.REPORTERS,
        Part.RESTRICTORS,
        Part.ERASERS,
        Part.TIME,
        Part.TROUBLE),
    REPORTS(Part.VIEWERS, Part.REPORTERS, Part.MODERATORS, Part.READERS, Part.TIME, Part.TROUBLE),
    RESTRICTIONS(
        Part.VIEWERS, Part.RESTRICTORS, Part.POLICYMAKERS, Part.READERS, Part.TIME, Part.TROUBLE),
    POLICIES(Part.VIEWERS, Part.MODERATORS, Part.POLICYMAKERS, Part.TIME, Part.TROUBLE),
    EVENTS(Part.CLIENTS, Part.QUEUES, Part.OPERATORS, Part.TIME, Part.TROUBLE),
    EVERYTHING(Part.values());

    static final List<Theme> OFTEN =
        List.of(
            MODERATION,
            ERASURE,
            POLICIES,
            POLICIES,
            REPORTS,
            REPORTS,
            RESTRICTIONS,
            EVENTS,
            EVENTS,
            EVENTS,
            EVENTS,
            EVERYTHING);

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Part> parts;

    Theme(Part... parts) {
      this.parts = List.of(parts);
    }
  }

  private final Chance chance;
  private final long seed;
  private final List<ScriptAction> actions = new ArrayList<>();
  private final List<Kind> kinds = new ArrayList<>();
  private final int mishapPercent;
  private final int rivalPercent;
  private final int processes;
  private final Theme theme;

  private ScriptWriter(long seed) {
    this.seed = seed;
    chance = new Chance(seed);
    theme = isBurst() ? Theme.EVENTS : chance.oneOf(Theme.OFTEN);
    for (Part part : theme.parts) {
      for (int busy = 1 + chance.below(3); busy > 0; busy--) {
        actions.addAll(part.actions);
      }
    }
    Arrays.stream(Kind.values())
        .filter(kind -> kind != Kind.MEANWHILE && chance.percent(50))
        .forEach(kinds::add);
    rivalPercent = chance.oneOf(List.of(0, 10, 30, 60));
    mishapPercent = kinds.isEmpty() ? 0 : chance.oneOf(List.of(5, 15, 30, 60));
    processes = 1 + chance.below(2);
  }

  static SimulationScript script(long seed) {
    ScriptWriter writer = new ScriptWriter(seed);
    boolean parks = writer.chance.percent(30);
    int length = FEWEST_STEPS + writer.chance.below(MORE_STEPS);
    List<ScriptStep> steps = new ArrayList<>();
    if (writer.isBurst()) {
      steps.addAll(writer.burst());
      length = FEWEST_STEPS;
    } else if (writer.actions.contains(ScriptAction.ADVANCE) && writer.chance.percent(60)) {
      steps.addAll(writer.disaster());
    } else if (writer.theme == Theme.REPORTS && writer.chance.percent(70)) {
      steps.addAll(writer.weighing());
    }
    for (int i = 0; i < length; i++) {
      steps.add(writer.step());
    }
    return new SimulationScript(writer.seed, parks, steps);
  }

  private boolean isBurst() {
    return seed % BURSTS == BURSTS - 1;
  }

  /** Returns a burst of events on one or two streams while a dependency of an activity fails. */
  private List<ScriptStep> burst() {
    List<ScriptStep> steps = new ArrayList<>();
    steps.add(
        new ScriptStep(
            ScriptAction.OUTAGE, 0, chance.below(Simulation.ACTIVITIES), 0, 0, List.of()));
    int events = FEWEST_EVENTS + chance.below(MORE_EVENTS);
    int streams = 1 + chance.below(2);
    for (int i = 0; i < events; i++) {
      int which = Clients.MANY + i * 2 / streams;
      steps.add(new ScriptStep(ScriptAction.QUEUE_EVENT, 0, which, 2, 0, List.of()));
    }
    int process = chance.below(processes);
    steps.add(new ScriptStep(ScriptAction.WORK_OFF, process, 0, 2 * events, 0, List.of()));
    for (int more = 3 + chance.below(10); more > 0; more--) {
      int which = chance.below(1_000);
      List<InjectedFault> mishaps = mishaps(ScriptAction.WORK_OFF, which, 1);
      steps.add(new ScriptStep(ScriptAction.WORK_OFF, process, which, 0, 0, mishaps));
    }
    steps.add(new ScriptStep(ScriptAction.OUTAGE, 0, 0, 1, 0, List.of()));
    return steps;
  }

  /** Returns events that die while a dependency fails, and are in the ledger afterwards. */
  private List<ScriptStep> disaster() {
    List<ScriptStep> steps = new ArrayList<>();
    int port = chance.below(Simulation.ACTIVITIES);
    steps.add(new ScriptStep(ScriptAction.OUTAGE, 0, port, 0, 0, List.of()));
    for (int i = 0; i < 4; i++) {
      steps.add(step(ScriptAction.QUEUE_EVENT, chance.below(1_000), 2));
    }
    steps.add(step(ScriptAction.WORK_OFF, 0, 2));
    steps.add(step(ScriptAction.WORK_OFF, 0, 2));
    steps.add(new ScriptStep(ScriptAction.OUTAGE, 0, 0, 1, 0, List.of()));
    if (chance.percent(25)) {
      steps.addAll(givenUp());
    }
    for (int i = 0; i < 4; i++) {
      steps.add(step(ScriptAction.DELIVER, Host.DEAD_LETTERS, 2));
    }
    return steps;
  }

  /** Returns a policy by which reports withhold, and the time until it is in force. */
  private List<ScriptStep> weighing() {
    return List.of(
        new ScriptStep(ScriptAction.WRITE_POLICY, 0, 0, Policymakers.WEIGHING, 0, List.of()),
        new ScriptStep(ScriptAction.PASS, 0, 5, 0, 0, List.of()));
  }

  /**
   * Returns dead letters that neither the ledger nor their queue accepts, until the host moves them
   * to the poison queue.
   */
  private List<ScriptStep> givenUp() {
    List<InjectedFault> out =
        List.of(
            new InjectedFault(0, Kind.FAIL_BEFORE, null),
            new InjectedFault(1, Kind.FAIL_BEFORE, null));
    List<ScriptStep> steps = new ArrayList<>();
    for (int i = 0; i < MOST_LETTERS * Host.MOST_TRIES; i++) {
      int which = Host.DEAD_LETTERS + Host.QUEUES * chance.below(MOST_LETTERS);
      steps.add(new ScriptStep(ScriptAction.DELIVER, 0, which, chance.below(4), 0, out));
      steps.add(new ScriptStep(ScriptAction.PASS, 0, 0, 0, 0, List.of()));
    }
    for (int i = 0; i < 3; i++) {
      steps.add(step(ScriptAction.DELIVER, Host.POISON_LETTERS, 2));
    }
    return steps;
  }

  private ScriptStep step() {
    return step(chance.oneOf(actions), chance.below(1_000), 0);
  }

  private ScriptStep step(ScriptAction action, int a, int depth) {
    int b = chance.below(12);
    int c = chance.below(12);
    return new ScriptStep(action, chance.below(processes), a, b, c, mishaps(action, a, depth));
  }

  /** Returns an interleaved step, often with the same action on the same object. */
  private ScriptStep meanwhile(ScriptAction outer, int a, int depth) {
    ScriptAction action =
        switch (chance.below(3)) {
          case 0 -> outer;
          case 1 -> chance.oneOf(Part.of(outer).actions);
          default -> chance.oneOf(actions);
        };
    return step(action, chance.percent(75) ? a : chance.below(1_000), depth);
  }

  private List<InjectedFault> mishaps(ScriptAction action, int a, int depth) {
    List<InjectedFault> mishaps = new ArrayList<>();
    if (depth < 2 && chance.percent(rivalPercent)) {
      ScriptStep rival = meanwhile(action, a, depth + 1);
      mishaps.add(new InjectedFault(chance.below(LATEST_CALL), Kind.MEANWHILE, rival));
    }
    while (mishaps.size() < 3 && chance.percent(mishapPercent)) {
      int call = chance.below(chance.percent(70) ? 4 : LATEST_CALL);
      mishaps.add(new InjectedFault(call, chance.oneOf(kinds), null));
    }
    return mishaps;
  }
}
