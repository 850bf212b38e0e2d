package io.spillway.cli;

import static java.util.Objects.requireNonNull;

import io.spillway.cli.Main.Version;
import io.spillway.cli.evaluate.Evaluate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spillway evaluate}. */
@Command(
    name = "evaluate",
    header = "Evaluates the word list and policies on labelled texts.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Evaluates the local classifier (a word list) and policies on labelled texts.",
      "Prints precision, recall and F1 by category, then the changes by each candidate policy.",
      "Prints no text."
    })
final class EvaluateCommand implements Callable<Integer> {

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      description = "File with a JSON object with \"text\" and \"categories\" on each line.")
  private Path input = Path.of("");

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Policy as JSON, merged into the standard one (default: the standard one).")
  private @Nullable Path policy;

  @Option(
      names = "--candidate",
      paramLabel = "FILE",
      description =
          "Policy to compare; may be given up to three times (default: one "
              + "that withholds at half of each threshold).")
  private List<Path> candidates = new ArrayList<>();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec command = requireNonNull(spec);
    try {
      new Evaluate(input, policy, candidates).print(command.commandLine().getOut());
      return 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new ParameterException(command.commandLine(), "cannot be read: " + e.getMessage());
    }
  }
}
