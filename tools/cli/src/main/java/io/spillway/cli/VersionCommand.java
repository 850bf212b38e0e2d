package io.spillway.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code spillway version}. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Prints the version, as --version does.")
final class VersionCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandSpec own = Objects.requireNonNull(spec);
    PrintWriter out = own.commandLine().getOut();
    out.println(own.parent().version()[0]);
    out.flush();
  }
}
