package io.spillway.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spillway package}. */
@Command(
    name = "package",
    header = "Builds the folder and the zip for deployment.",
    sortOptions = false,
    description =
        "They are infra/packaging/target/spillway and spillway.zip; see docs/deploy.md to deploy "
            + "them.")
final class PackageCommand implements Callable<Integer> {

  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z.+-]{1,64}");

  @Option(
      names = "--version",
      paramLabel = "V",
      description = "Version of the package, shown by health.")
  private @Nullable String version;

  @Option(
      names = "--sbom",
      description = "Also write infra/packaging/target/bom.json, the bill of materials.")
  private boolean sbom;

  @SuppressWarnings("UnusedVariable") // picocli reads the annotation
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> options = new ArrayList<>();
    if (version != null) {
      if (!VERSION.matcher(version).matches()) {
        throw new ParameterException(
            requireNonNull(spec).commandLine(),
            "--version must be 1 to 64 letters, digits, dots, pluses or hyphens");
      }
      options.add("-Dbuild.version=" + version);
    }
    if (sbom) {
      options.add("-Psbom");
    }
    if (!Maven.packages("infra/packaging", options)) {
      return 1;
    }
    requireNonNull(spec)
        .commandLine()
        .getOut()
        .println("infra/packaging/target/spillway and spillway.zip are ready; see docs/deploy.md");
    return 0;
  }
}
