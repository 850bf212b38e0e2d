package io.spillway.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs Maven on the checkout, without tests. Must not build the command line itself, whose classes
 * are in use.
 */
final class Maven {

  private Maven() {}

  /** Packages a module with its dependencies, and returns whether that succeeded. */
  static boolean packages(String module, List<String> options)
      throws IOException, InterruptedException {
    Path pom = Checkout.root().resolve("pom.xml");
    List<String> command = new ArrayList<>(List.of("mvn", "-q", "-B", "-f", pom.toString()));
    command.addAll(List.of("package", "-pl", module, "-am"));
    command.addAll(List.of("-Dmaven.test.skip=true", "-Dspotless.check.skip=true"));
    command.addAll(options);
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }
}
