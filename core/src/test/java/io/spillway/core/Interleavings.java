package io.spillway.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Runs several parties against {@link TwoStores} in every order that their calls can have: each
 * call is one step, and one party takes a step at a time. No luck is involved.
 */
public final class Interleavings {

  private static final int MAX = 20_000;

  /** What the parties do, made afresh for each order; then what must hold. */
  public record Scenario(TwoStores stores, List<Runnable> parties, Runnable mustHold) {}

  private record Choice(int taken, int of) {}

  private Interleavings() {}

  /**
   * Tries all orders.
   *
   * @return how many there were
   */
  public static int tryAll(Supplier<Scenario> scenarios) {
    List<Choice> schedule = List.of();
    int tried = 0;
    do {
      if (++tried > MAX) {
        throw new IllegalStateException("more than " + MAX + " orders");
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

  private static final class Run implements TwoStores.Gate {

    private static final ThreadLocal<Party> ME = new ThreadLocal<>();

    private final Scenario scenario;
    private final List<Choice> given;
    private final List<Choice> made = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final List<Party> parties = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Run(Scenario scenario, List<Choice> given) {
      this.scenario = scenario;
      this.given = given;
    }

    List<Choice> toTheEnd() {
      scenario.stores().gate(this);
      for (Runnable what : scenario.parties()) {
        Party party = new Party("party " + parties.size(), what);
        parties.add(party);
        party.start(); // Up to its first call.
      }
      while (parties.stream().anyMatch(party -> !party.done)) {
        List<Party> ready = parties.stream().filter(party -> !party.done).toList();
        int taken = made.size() < given.size() ? given.get(made.size()).taken() : 0;
        made.add(new Choice(taken, ready.size()));
        ready.get(taken).step();
      }
      scenario.stores().gate(new TwoStores.Gate() {});
      check();
      return made;
    }

    private void check() {
      try {
        if (failure.get() != null) {
          throw new AssertionError("a party failed", failure.get());
        }
        scenario.mustHold().run();
      } catch (AssertionError e) {
        throw new AssertionError("in this order: " + trace, e);
      }
    }

    @Override
    public void before(String call) {
      Party party = ME.get();
      if (party != null) {
        party.awaitTurn();
        trace.add(party.name + " " + call);
      }
    }

    private final class Party {
      private final String name;
      private final Runnable what;
      private final Semaphore go = new Semaphore(0);
      private final Semaphore stopped = new Semaphore(0);
      private volatile boolean done;

      Party(String name, Runnable what) {
        this.name = name;
        this.what = what;
      }

      void start() {
        Thread thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
        stopped.acquireUninterruptibly();
      }

      void step() {
        go.release();
        stopped.acquireUninterruptibly();
      }

      void awaitTurn() {
        stopped.release();
        go.acquireUninterruptibly();
      }

      private void run() {
        ME.set(this);
        try {
          what.run();
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          done = true;
          stopped.release();
        }
      }
    }
  }
}
