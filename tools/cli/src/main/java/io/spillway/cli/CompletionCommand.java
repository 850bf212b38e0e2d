package io.spillway.cli;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code spillway completion}. */
@Command(
    name = "completion",
    header = "Prints a completion script for bash and zsh.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Use it by: source <(./spillway completion)")
final class CompletionCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandSpec root = requireNonNull(spec).root();
    root.commandLine().getOut().println(AutoComplete.bash(root.name(), root.commandLine()));
    root.commandLine().getOut().flush();
  }
}
