package io.spillway.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs several parties against {@link StoresFixture} in every interleaving of their calls.
 *
 * <p>Deterministic, without threads: to take its next step, a party is rerun from its beginning
 * with the recorded results of its calls, makes one more call, and is stopped at the next. So a
 * party may get input from its calls only.
 */
public final class Interleavings {

  private static final int MOST = 100_000;

  /** The parties, created anew for each interleaving, and the check at its end. */
  public record Scenario(StoresFixture stores, List<Runnable> parties, Runnable mustHold) {}

  private record Choice(int taken, int of) {}

  /** Stops a party; nothing in core catches it. */
  private static final class Pause extends Error {
    private static final long serialVersionUID = 1L;

    Pause() {
      super("", null, false, false);
    }
  }

  private Interleavings() {}

  /**
   * Runs all interleavings.
   *
   * @return the number of interleavings
   */
  public static int tryAll(Supplier<Scenario> scenarios) {
    List<Choice> schedule = List.of();
    int tried = 0;
    do {
      if (++tried > MOST) {
        throw new IllegalStateException("more than " + MOST + " orders");
      }
      schedule = next(new Run(scenarios.get(), schedule).toTheEnd());
    } while (!schedule.isEmpty());
    return tried;
  }

  /** The same choices up to the last one that had another way to go, and that one. */
  private static List<Choice> next(List<Choice> schedule) {
    for (int last = schedule.size() - 1; last >= 0; last--) {
      Choice choice = schedule.get(last);
      if (choice.taken() + 1 < choice.of()) {
        List<Choice> next = new ArrayList<>(schedule.subList(0, last));
        next.add(new Choice(choice.taken() + 1, choice.of()));
        return next;
      }
    }
    return List.of();
  }

  private static final class Run {

    private final Scenario scenario;
    private final List<Choice> given;
    private final List<Choice> made = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();

    Run(Scenario scenario, List<Choice> given) {
      this.scenario = scenario;
      this.given = given;
    }

    List<Choice> toTheEnd() {
      List<Party> waiting = new ArrayList<>();
      for (Runnable script : scenario.parties()) {
        waiting.add(new Party("party " + (waiting.size() + 1), script));
      }
      try {
        while (!waiting.isEmpty()) {
          int taken = made.size() < given.size() ? given.get(made.size()).taken() : 0;
          made.add(new Choice(taken, waiting.size()));
          if (waiting.get(taken).step()) {
            waiting.remove(taken);
          }
        }
        scenario.stores().ungate();
        scenario.mustHold().run();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("in this order: " + trace, e);
      }
      return made;
    }

    private final class Party implements StoresFixture.Gate {
      private final String name;
      private final Runnable script;
      private final List<Object> results = new ArrayList<>();
      private int replayed;
      private boolean hasCalled;

      Party(String name, Runnable script) {
        this.name = name;
        this.script = script;
      }

      /** Whether that was the end of it. */
      boolean step() {
        scenario.stores().gate(this);
        replayed = 0;
        hasCalled = false;
        try {
          script.run();
          return true;
        } catch (Pause pause) {
          return false;
        }
      }

      @Override
      public Object pass(String call, StoresFixture.Call real) throws Throwable {
        if (replayed < results.size()) {
          return results.get(replayed++);
        }
        if (hasCalled) {
          throw new Pause();
        }
        hasCalled = true;
        trace.add(name + " " + call);
        results.add(real.make());
        return results.get(replayed++);
      }
    }
  }
}
