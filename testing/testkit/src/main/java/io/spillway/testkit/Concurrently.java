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

/** Does one thing from many threads that all start at the same moment. */
public final class Concurrently {

  /** The rounds of a race in a contract: a race that one round loses by chance, twenty show. */
  public static final int ROUNDS = 20;

  /** How many threads a contract uses. */
  public static final int THREADS = 16;

  private static final int MOST_SECONDS = 300;

  private Concurrently() {}

  /**
   * Calls a task from {@value #THREADS} threads at once and returns what they got, in the order of
   * their numbers. What one of them throws, this throws.
   *
   * @param <T> what the task makes
   * @param task is given its thread's number, from 0
   * @return what the threads got, in the order of their numbers
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
      throw new AssertionError("a thread did not come back", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
