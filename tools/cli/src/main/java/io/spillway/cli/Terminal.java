package io.spillway.cli;

/**
 * Terminal check for standard output: the start script knows the answer, Java only in some
 * versions.
 */
final class Terminal {

  private Terminal() {}

  static boolean isPresent() {
    return Boolean.getBoolean("spillway.terminal");
  }
}
