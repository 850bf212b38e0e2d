package io.spillway.functions.invocation;

import java.util.function.Supplier;

/** Work within a request whose failure changes neither its answer nor what was stored before. */
public final class BestEffort {

  private BestEffort() {}

  /**
   * Tries; a failure is logged by its code or type.
   *
   * @param otherwise the result when it failed
   */
  public static <T> T of(Supplier<T> work, T otherwise) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      FunctionLog.failed(e);
      return otherwise;
    }
  }
}
