package io.spillway.functions.invocation;

import java.util.function.Supplier;

/** Optional work within a request: its failure changes neither the response nor stored data. */
public final class BestEffort {

  private BestEffort() {}

  /**
   * Runs the work; logs the code or type of a failure.
   *
   * @param otherwise the result after a failure
   */
  public static <T> T of(Supplier<T> work, T otherwise) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      FunctionLog.logFailure(e);
      return otherwise;
    }
  }
}
