package io.spillway.testkit;

/**
 * The process is gone, as far as the code under test can tell. An error and not an exception, so
 * that no {@code catch (Exception e)} goes on working after its own death.
 */
public final class Crash extends Error {

  private static final long serialVersionUID = 1L;

  /**
   * The death of a process.
   *
   * @param call which call of a port the process died at
   */
  public Crash(String call) {
    super("a test let the process crash at " + call);
  }
}
