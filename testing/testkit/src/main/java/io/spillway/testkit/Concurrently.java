package io.spillway.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Runs a task concurrently in many threads that start simultaneously. */
public final class Concurrently {

  /**
   * Number of repetitions of a race in a contract, enough to reveal a defect that a single round
   * might miss.
   */
  public static final int ROUNDS = 20;

  /** Number of threads in contracts. */
  public static final int THREADS = 16;

  private static final int MOST_SECONDS = 300;

  private Concurrently() {}

  /**
   * Calls a task concurrently from {@value #THREADS} threads. Rethrows the exception of a thread.
   *
   * @param <T> the type of the task's result
   * @param task the task, which receives the thread's number, from 0
   * @return the results in the order of the threads' numbers
   */
  public static <T> List<T> call(IntFunction<T> task) {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<T>> calls = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        calls.add(
            threads.submit(
                () -> {
                  start.await();
                  return task.apply(number);
                }));
      }
      return calls.stream().map(Concurrently::result).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> T result(Future<T> call) {
    try {
      return call.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("a thread failed", e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("a thread did not finish", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
