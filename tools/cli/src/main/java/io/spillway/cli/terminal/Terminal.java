package io.spillway.cli.terminal;

/**
 * Terminal of standard output: the start script passes its presence and width, which Java cannot
 * know in every version.
 */
public final class Terminal {

  private static final int LEAST_COLUMNS = 20;
  private static final int USUAL_COLUMNS = 80;

  private Terminal() {}

  /** Returns whether standard output is a terminal. */
  public static boolean isPresent() {
    return Boolean.getBoolean("spillway.terminal");
  }

  /**
   * Returns the width in columns, 20 or more and 80 if unknown; without a terminal the largest
   * number, because nothing is cut into a pipe or a file.
   */
  public static int columns() {
    return isPresent()
        ? columns(Integer.getInteger("spillway.columns", USUAL_COLUMNS))
        : Integer.MAX_VALUE;
  }

  /** Terminals without a known size report 0. */
  static int columns(int reported) {
    return reported < LEAST_COLUMNS ? USUAL_COLUMNS : reported;
  }
}
