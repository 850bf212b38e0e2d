package io.spillway.simulation;

import io.spillway.simulation.Mishap.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a script from a seed. Each seed has a temper of its own: some kinds of mishaps and not the
 * others, some actors busier than others. What never happens together is thus tried as well as what
 * happens all the time.
 */
final class ScriptWriter {

  private static final int FEWEST_STEPS = 20;
  private static final int MORE_STEPS = 60;
  private static final int LATEST_CALL = 8;

  /** One seed of so many is about a burst: it takes as long as twenty others. */
  private static final int BURSTS = 100;

  private static final int MOST_LETTERS = 4;

  private static final int FEWEST_EVENTS = 20;
  private static final int MORE_EVENTS = 41;

  /** How often each kind of step comes when its actors are neither busy nor idle. */
  private enum Part {
    VIEWERS(Action.SEND, 6, Action.SEND_WITHOUT_ID, 1, Action.APPEAL, 1),
    CLIENTS(Action.EVENT, 5, Action.QUEUE_EVENT, 3),
    MODERATORS(
        Action.LOOK,
        2,
        Action.CLAIM,
        1,
        Action.CLAIM_NEXT,
        3,
        Action.RELEASE,
        1,
        Action.DECIDE,
        6,
        Action.UNDO,
        1,
        Action.BULK,
        1,
        Action.KEEP,
        1,
        Action.WITHHOLD,
        1,
        Action.SWEEP,
        4),
    OPERATORS(
        Action.REDRIVE,
        3,
        Action.CONTROL,
        1,
        Action.DISCARD,
        1,
        Action.RESTORE,
        1,
        Action.EDIT,
        2,
        Action.ADVANCE,
        6),
    QUEUES(Action.DELIVER, 10, Action.WORK, 8, Action.WORK_OFF, 3),
    ERASERS(Action.ERASE, 2),
    POLICYMAKERS(Action.WRITE_POLICY, 4, Action.END_POLICY, 1),
    TIME(Action.PASS, 7),
    TROUBLE(Action.OUTAGE, 2, Action.CLASSIFIER, 2, Action.RESTART, 1),
    READERS(Action.READ, 1);

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Action> actions = new ArrayList<>();

    static Part of(Action action) {
      return Arrays.stream(values())
          .filter(part -> part.actions.contains(action))
          .findFirst()
          .orElseThrow();
    }

    Part(Object... actionsAndWeights) {
      for (int i = 0; i < actionsAndWeights.length; i += 2) {
        for (int n = 0; n < (Integer) actionsAndWeights[i + 1]; n++) {
          actions.add((Action) actionsAndWeights[i]);
        }
      }
    }
  }

  /** What a script is about. */
  private enum Theme {
    MODERATION(Part.VIEWERS, Part.MODERATORS, Part.TIME, Part.TROUBLE),
    ERASURE(Part.VIEWERS, Part.MODERATORS, Part.ERASERS, Part.TIME, Part.TROUBLE),
    POLICIES(Part.VIEWERS, Part.MODERATORS, Part.POLICYMAKERS, Part.TIME, Part.TROUBLE),
    EVENTS(Part.CLIENTS, Part.QUEUES, Part.OPERATORS, Part.TIME, Part.TROUBLE),
    EVERYTHING(Part.values());

    static final List<Theme> OFTEN =
        List.of(MODERATION, MODERATION, ERASURE, POLICIES, EVENTS, EVENTS, EVENTS, EVERYTHING);

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Part> parts;

    Theme(Part... parts) {
      this.parts = List.of(parts);
    }
  }

  private final Chance chance;
  private final long seed;
  private final List<Action> actions = new ArrayList<>();
  private final List<Kind> kinds = new ArrayList<>();
  private final int mishapPercent;
  private final int rivalPercent;
  private final int processes;

  private ScriptWriter(long seed) {
    this.seed = seed;
    chance = new Chance(seed);
    Theme theme = isBurst() ? Theme.EVENTS : chance.oneOf(Theme.OFTEN);
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

  static Script script(long seed) {
    ScriptWriter writer = new ScriptWriter(seed);
    boolean parks = writer.chance.percent(30);
    int length = FEWEST_STEPS + writer.chance.below(MORE_STEPS);
    List<Step> steps = new ArrayList<>();
    if (writer.isBurst()) {
      steps.addAll(writer.burst());
      length = FEWEST_STEPS;
    } else if (writer.actions.contains(Action.ADVANCE) && writer.chance.percent(60)) {
      steps.addAll(writer.disaster());
    }
    for (int i = 0; i < length; i++) {
      steps.add(writer.step());
    }
    return new Script(writer.seed, parks, steps);
  }

  private boolean isBurst() {
    return seed % BURSTS == BURSTS - 1;
  }

  /** Many events of one stream or two come while what an activity stands on is out of order. */
  private List<Step> burst() {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Action.OUTAGE, 0, chance.below(Simulation.ACTIVITIES), 0, 0, List.of()));
    int events = FEWEST_EVENTS + chance.below(MORE_EVENTS);
    int streams = 1 + chance.below(2);
    for (int i = 0; i < events; i++) {
      int which = Clients.MANY + i * 2 / streams;
      steps.add(new Step(Action.QUEUE_EVENT, 0, which, 2, 0, List.of()));
    }
    int process = chance.below(processes);
    steps.add(new Step(Action.WORK_OFF, process, 0, 2 * events, 0, List.of()));
    for (int more = 3 + chance.below(10); more > 0; more--) {
      int which = chance.below(1_000);
      List<Mishap> mishaps = mishaps(Action.WORK_OFF, which, 1);
      steps.add(new Step(Action.WORK_OFF, process, which, 0, 0, mishaps));
    }
    steps.add(new Step(Action.OUTAGE, 0, 0, 1, 0, List.of()));
    return steps;
  }

  /** Events die while something is out of order, and are in the ledger after that. */
  private List<Step> disaster() {
    List<Step> steps = new ArrayList<>();
    int port = chance.below(Simulation.ACTIVITIES);
    steps.add(new Step(Action.OUTAGE, 0, port, 0, 0, List.of()));
    for (int i = 0; i < 4; i++) {
      steps.add(step(Action.QUEUE_EVENT, chance.below(1_000), 2));
    }
    steps.add(step(Action.WORK_OFF, 0, 2));
    steps.add(step(Action.WORK_OFF, 0, 2));
    steps.add(new Step(Action.OUTAGE, 0, 0, 1, 0, List.of()));
    if (chance.percent(25)) {
      steps.addAll(givenUp());
    }
    for (int i = 0; i < 4; i++) {
      steps.add(step(Action.DELIVER, Host.DEAD_LETTERS, 2));
    }
    return steps;
  }

  /** Neither the ledger nor their queue has the letters, until the host gives up on them. */
  private List<Step> givenUp() {
    List<Mishap> out =
        List.of(new Mishap(0, Kind.FAIL_BEFORE, null), new Mishap(1, Kind.FAIL_BEFORE, null));
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < MOST_LETTERS * Host.MOST_TRIES; i++) {
      int which = Host.DEAD_LETTERS + Host.QUEUES * chance.below(MOST_LETTERS);
      steps.add(new Step(Action.DELIVER, 0, which, chance.below(4), 0, out));
      steps.add(new Step(Action.PASS, 0, 0, 0, 0, List.of()));
    }
    for (int i = 0; i < 3; i++) {
      steps.add(step(Action.DELIVER, Host.POISON_LETTERS, 2));
    }
    return steps;
  }

  private Step step() {
    return step(chance.oneOf(actions), chance.below(1_000), 0);
  }

  private Step step(Action action, int a, int depth) {
    int b = chance.below(12);
    int c = chance.below(12);
    return new Step(action, chance.below(processes), a, b, c, mishaps(action, a, depth));
  }

  /** Who comes in between often wants the same, and of the same. */
  private Step meanwhile(Action outer, int a, int depth) {
    Action action =
        switch (chance.below(3)) {
          case 0 -> outer;
          case 1 -> chance.oneOf(Part.of(outer).actions);
          default -> chance.oneOf(actions);
        };
    return step(action, chance.percent(75) ? a : chance.below(1_000), depth);
  }

  private List<Mishap> mishaps(Action action, int a, int depth) {
    List<Mishap> mishaps = new ArrayList<>();
    if (depth < 2 && chance.percent(rivalPercent)) {
      Step rival = meanwhile(action, a, depth + 1);
      mishaps.add(new Mishap(chance.below(LATEST_CALL), Kind.MEANWHILE, rival));
    }
    while (mishaps.size() < 3 && chance.percent(mishapPercent)) {
      int call = chance.below(chance.percent(70) ? 4 : LATEST_CALL);
      mishaps.add(new Mishap(call, chance.oneOf(kinds), null));
    }
    return mishaps;
  }
}
