package io.spillway.ports;

/** Limit of the counts of pending work. */
public final class Backlog {

  /**
   * Number up to which pending work is counted for people, so that the cost of a count is bounded;
   * a count of this number means this many or more.
   */
  public static final int COUNTED_UP_TO = 1_000;

  private Backlog() {}
}
