package io.spillway.cosmos.testserver;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Scripted failures. Faults apply in insertion order; each fires for matching requests until its
 * count is used up. Thread-safe.
 */
public final class ServerFaults {
  private final List<Script> scripts = new ArrayList<>();
  private final Set<Stalled> stalled = new LinkedHashSet<>();

  private static final class Script {
    final Fault fault;
    final Predicate<Target> when;
    int left;

    Script(Fault fault, int times, Predicate<Target> when) {
      this.fault = fault;
      this.left = times;
      this.when = when;
    }
  }

  private static final class Stalled {
    final CompletableFuture<Boolean> end = new CompletableFuture<>();
    final CompletableFuture<Void> finished;

    Stalled(Fault fault, Executor executor, Consumer<Boolean> resume) {
      finished =
          end.completeOnTimeout(false, fault.duration().toMillis(), TimeUnit.MILLISECONDS)
              .thenAcceptAsync(resume, executor);
    }
  }

  ServerFaults() {}

  /** Fails the next {@code times} requests of one operation on one container. */
  public void next(int times, Fault fault, Operation operation, String container) {
    next(times, fault, t -> t.operation() == operation && t.container().equals(container));
  }

  /** Fails the next {@code times} matching requests; the predicate must be fast and thread-safe. */
  public synchronized void next(int times, Fault fault, Predicate<Target> when) {
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1, not " + times);
    }
    scripts.add(new Script(fault, times, when));
  }

  /** Returns the number of pending failures. */
  public synchronized int pending() {
    return scripts.stream().mapToInt(script -> script.left).sum();
  }

  /** Returns the number of stalled requests. */
  public synchronized int stalled() {
    return stalled.size();
  }

  /** Serves all stalled requests, and returns once they are applied and answered. */
  public void release() {
    endStalls(true);
  }

  /** Deletes pending failures and releases stalled requests. */
  public void clear() {
    synchronized (this) {
      scripts.clear();
    }
    release();
  }

  /** Cuts stalled requests without applying them. */
  void cutStalled() {
    endStalls(false);
  }

  synchronized @Nullable Fault take(Target target) {
    for (Iterator<Script> i = scripts.iterator(); i.hasNext(); ) {
      Script script = i.next();
      if (script.when.test(target)) {
        if (--script.left == 0) {
          i.remove();
        }
        return script.fault;
      }
    }
    return null;
  }

  /** Calls back on the executor: true on release, false on cut. */
  void stall(Fault fault, Executor executor, Consumer<Boolean> resume) {
    Stalled request = new Stalled(fault, executor, resume);
    synchronized (this) {
      stalled.add(request);
    }
    var unused = request.finished.thenRun(() -> forget(request));
  }

  private void endStalls(boolean release) {
    List<Stalled> ending;
    synchronized (this) {
      ending = List.copyOf(stalled);
    }
    ending.forEach(request -> request.end.complete(release));
    ending.forEach(request -> request.finished.join());
    ending.forEach(this::forget);
  }

  private synchronized void forget(Stalled request) {
    stalled.remove(request);
  }
}
