package io.spillway.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Plays many seeds, each on one thread, several concurrently. */
final class Seeds {

  private final Simulator simulator;
  private final AtomicLong played = new AtomicLong();

  Seeds(Simulator simulator) {
    this.simulator = simulator;
  }

  /** Returns the number of played seeds. */
  long played() {
    return played.get();
  }

  /**
   * Plays a range of seeds until an invariant is violated.
   *
   * @return the failed results, at most one for each thread
   */
  List<Result> play(long from, long to, int threads, Duration atMost) {
    AtomicLong next = new AtomicLong(from);
    AtomicLong last = new AtomicLong(to);
    long end = System.nanoTime() + atMost.toNanos();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<Result>>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(executor.submit(() -> playAll(next, last, end)));
      }
      List<Result> broken = new ArrayList<>();
      for (Future<List<Result>> worker : workers) {
        broken.addAll(worker.get());
      }
      return broken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }

  private List<Result> playAll(AtomicLong next, AtomicLong last, long end) {
    List<Result> broken = new ArrayList<>();
    for (long seed = next.getAndIncrement();
        seed <= last.get() && System.nanoTime() < end;
        seed = next.getAndIncrement()) {
      Result result = simulator.play(seed);
      played.incrementAndGet();
      if (result.isBroken()) {
        broken.add(result);
        last.set(Long.MIN_VALUE);
      }
    }
    return broken;
  }
}
