package io.spillway.cli;

/** Whether standard output is a terminal: the start script knows, Java only in some versions. */
final class Terminal {

  private Terminal() {}

  static boolean isPresent() {
    return Boolean.getBoolean("spillway.terminal");
  }
}
