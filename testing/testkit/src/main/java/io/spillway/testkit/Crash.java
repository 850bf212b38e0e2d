package io.spillway.testkit;

/**
 * Simulated crash of the process. An error, not an exception, so that no {@code catch (Exception
 * e)} continues after the crash.
 */
public final class Crash extends Error {

  private static final long serialVersionUID = 1L;

  /**
   * Creates a crash.
   *
   * @param call the call of a port at which the process crashed
   */
  public Crash(String call) {
    super("simulated crash at " + call);
  }
}
