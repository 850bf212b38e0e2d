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
import picocli.CommandLine.Mixin;
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
    description =
        "Evaluates the local classifier (a word list) and policies on labelled texts. "
            + "Prints precision, recall, F1 and false positives per thousand texts by category, and the "
            + "share of texts that is withheld; then the changes by each candidate policy. Prints no text.")
final class EvaluateCommand implements Callable<Integer> {

  @Mixin private InputOptions input = new InputOptions();

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

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Write the figures as JSON, without texts, for a later --previous.")
  private @Nullable Path save;

  @Option(
      names = "--previous",
      paramLabel = "FILE",
      description = "Figures saved earlier for the same input, to print next to the new ones.")
  private @Nullable Path previous;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec command = requireNonNull(spec);
    try {
      new Evaluate(input.file(), policy, candidates, save, previous)
          .print(command.commandLine().getOut());
      return 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new ParameterException(command.commandLine(), "cannot be read: " + e.getMessage());
    }
  }
}
