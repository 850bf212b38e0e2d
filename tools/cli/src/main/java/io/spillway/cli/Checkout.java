package io.spillway.cli;

import java.nio.file.Path;

/** The checkout that the start script runs from. */
final class Checkout {

  private Checkout() {}

  /** Its root; the working directory where there is no start script. */
  static Path root() {
    return Path.of(System.getProperty("spillway.root", "")).toAbsolutePath();
  }
}
