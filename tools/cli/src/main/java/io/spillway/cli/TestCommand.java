package io.spillway.cli;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code spillway test}, for help and completion only: the start script runs it, because it
 * rebuilds the command line.
 */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    header = "Builds everything and runs every test.",
    description =
        "Requires Node.js 20 or newer, curl, Chromium and chromedriver; on Debian, as root, installs "
            + "missing ones.")
final class TestCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "OPTION",
      arity = "0..*",
      description = "Options for Maven, such as -Dtest=NAME.")
  private List<String> options = new ArrayList<>();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    requireNonNull(spec)
        .commandLine()
        .getErr()
        .println("Use the script: ./spillway test " + String.join(" ", options));
    return 2;
  }
}
