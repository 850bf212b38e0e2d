package io.spillway.cli;

import static java.util.Objects.requireNonNull;

import io.spillway.adapters.azure.gemini.GeminiSettings;
import io.spillway.cli.Main.Version;
import io.spillway.cli.cost.Estimate;
import io.spillway.cli.cost.Volume;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spillway cost}. */
@Command(
    name = "cost",
    header = "Estimates the monthly cost on Azure, part by part.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Estimates the monthly cost on Azure, part by part, from measured requests and "
            + "request units and from a price list. Without options: a small site.")
final class CostCommand implements Callable<Integer> {

  private static final long MAX_FILE = 1_000_000;

  @Option(
      names = "--messages",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Viewers' messages in a month (default: ${DEFAULT-VALUE}).")
  private long messages;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Events in a month (default: ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--feed-polls",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Polls of feeds in a month that no cache answers (default: ${DEFAULT-VALUE}). "
              + "A cache in front lets through 1,800 in a live hour for each feed.")
  private long feedPolls;

  @Option(
      names = "--live-hours",
      paramLabel = "N",
      defaultValue = "120",
      description = "Hours a month with traffic (default: ${DEFAULT-VALUE}).")
  private int liveHours;

  @Option(
      names = "--memory-mb",
      paramLabel = "N",
      defaultValue = "2048",
      description = "Memory of an instance: 512, 2048 or 4096 (default: ${DEFAULT-VALUE}).")
  private int memoryMb;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = GeminiSettings.DEFAULT_MODEL,
      description = "Gemini's model (default: ${DEFAULT-VALUE}, as in the settings).")
  private String model = GeminiSettings.DEFAULT_MODEL;

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "Price list, in the format of prices.json (default: built in).")
  private @Nullable Path prices;

  @Option(names = "--json", description = "Print one object of JSON.")
  private boolean asJson;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec command = requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    try {
      Volume volume = new Volume(messages, events, feedPolls, liveHours, memoryMb);
      Estimate estimate = new Estimate(volume, model, read(prices));
      if (asJson) {
        estimate.printJson(out);
      } else {
        estimate.printTable(out);
      }
      return 0;
    } catch (IllegalArgumentException e) {
      String file = prices == null ? "" : prices + ": ";
      throw new ParameterException(command.commandLine(), file + e.getMessage());
    } catch (IOException e) {
      throw new ParameterException(command.commandLine(), "--prices cannot be read: " + prices);
    }
  }

  private static @Nullable String read(@Nullable Path file) throws IOException {
    if (file == null) {
      return null;
    }
    if (Files.size(file) > MAX_FILE) {
      throw new IllegalArgumentException("is longer than " + MAX_FILE + " bytes");
    }
    return Files.readString(file);
  }
}
