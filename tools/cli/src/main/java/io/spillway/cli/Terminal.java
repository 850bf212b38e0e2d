package io.spillway.cli;

/** Whether somebody watches: the start script knows, and Java does not on every version. */
final class Terminal {

  private Terminal() {}

  static boolean isPresent() {
    return Boolean.getBoolean("spillway.terminal");
  }
}
