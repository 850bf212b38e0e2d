package io.spillway.cli;

import java.nio.file.Path;

/** Checkout of the repository that the start script runs from. */
final class Checkout {

  private Checkout() {}

  /** Returns its root; the working directory if there is no start script. */
  static Path root() {
    return Path.of(System.getProperty("spillway.root", "")).toAbsolutePath();
  }
}
