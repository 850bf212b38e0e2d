package io.spillway.simulation;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./spillway simulate}: exits with 0 if every invariant was kept, 1 if one was violated, 2
 * on misuse.
 */
@Command(
    name = "simulate",
    description = {
      "Simulates users, machines and faults by a seed, and checks whether every"
          + " invariant holds. A failing seed is printed with its shortest failing script."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Main implements Callable<Integer> {

  private static final Duration FOREVER = Duration.ofDays(365);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--seed", paramLabel = "N", description = "play one seed")
  private @Nullable Long seed;

  @Option(
      names = "--seeds",
      paramLabel = "FROM..TO",
      description = "play a range of seeds (default: 0..9999)")
  private @Nullable String seeds;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "play new seeds for M minutes, 1 to 1440")
  private @Nullable Integer minutes;

  @Option(
      names = "--azure-local",
      description = {
        "use Azure's adapters on an in-process Cosmos DB test server: a seed plays as in"
            + " memory, about thirty times slower; queues stay in memory"
      })
  private boolean azureLocal;

  @Option(
      names = "--below",
      description = {
        "with --azure-local: inject faults between the SDK and its database instead of at the ports,"
            + " so that a seed plays differently from memory"
      })
  private boolean below;

  @Option(
      names = "--verbose",
      description = "with --seed: print every step and call, and the final contents of the stores")
  private boolean verbose;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }

  @Override
  public Integer call() {
    if (below && !azureLocal) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--below goes with --azure-local");
    }
    if (!azureLocal) {
      return play(Simulator.inMemory());
    }
    try (SimulatedAzure databases =
        below ? SimulatedAzure.struckBelow() : SimulatedAzure.struckAtPorts()) {
      return play(new Simulator(databases::backing));
    }
  }

  private int play(Simulator simulator) {
    PrintWriter out = spec.commandLine().getOut();
    if (seed != null) {
      SimulationScript script = ScriptWriter.script(seed);
      Trace trace = verbose ? Trace.to(out::println) : Trace.none();
      Result result = simulator.play(script, trace);
      return report(simulator, result.isBroken() ? List.of(result) : List.of(), 1, out);
    }
    long[] range = range();
    Duration atMost = minutes == null ? FOREVER : Duration.ofMinutes(minutes);
    Seeds all = new Seeds(simulator);
    int threads = Runtime.getRuntime().availableProcessors();
    return report(simulator, all.play(range[0], range[1], threads, atMost), all.played(), out);
  }

  private long[] range() {
    if (minutes != null && (minutes < 1 || minutes > 1_440)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--minutes must be 1 to 1440: " + minutes);
    }
    if (seeds == null) {
      long first = minutes == null ? 0 : System.currentTimeMillis();
      return new long[] {first, minutes == null ? 9_999 : Long.MAX_VALUE};
    }
    String[] ends = seeds.split("\\.\\.", -1);
    try {
      long from = Long.parseLong(ends[0]);
      long to = Long.parseLong(ends[ends.length - 1]);
      if (ends.length <= 2 && from <= to) {
        return new long[] {from, to};
      }
    } catch (NumberFormatException e) {
      // rejected below
    }
    throw new CommandLine.ParameterException(
        spec.commandLine(), "--seeds must be FROM..TO, such as 0..9999: " + seeds);
  }

  private static int report(
      Simulator simulator, List<Result> broken, long played, PrintWriter out) {
    for (Result result : broken) {
      Result shortest = simulator.shrunk(result);
      out.println("seed " + result.script().seed() + " breaks a promise: " + result.broken());
      out.println("the shortest script: " + shortest.broken());
      shortest.script().steps().forEach(step -> out.println("  " + step));
      out.println("again: ./spillway simulate --verbose --seed " + result.script().seed());
    }
    out.println(played + " played, " + (broken.isEmpty() ? "every promise kept" : "broken"));
    out.flush();
    return broken.isEmpty() ? 0 : 1;
  }
}
