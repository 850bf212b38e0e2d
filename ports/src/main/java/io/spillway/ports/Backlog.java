package io.spillway.ports;

/** Limit of the counts of pending work. */
public final class Backlog {

  /**
   * Number up to which pending work is counted for people, so that the cost of a count is bounded;
   * a count of this number means this many or more.
   */
  public static final int COUNTED_UP_TO = 1_000;

  private Backlog() {}

  /**
   * {@return a count of pending work as text, such as {@code 17} or {@code 1000 or more}}
   *
   * @param count the number, counted up to {@value #COUNTED_UP_TO}
   */
  public static String text(long count) {
    return count < COUNTED_UP_TO ? Long.toString(count) : count + " or more";
  }
}
