package io.spillway.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks and compares Spillway with alternatives. */
public final class Bench {

  private Bench() {}

  /**
   * Runs the selected benchmarks, and prints the ratios as a table.
   *
   * @param arguments JMH's arguments; without a name all benchmarks except {@link TextBenchmark},
   *     which takes longer than all the others
   */
  public static void main(String[] arguments) throws Exception {
    if (List.of("-h", "-l", "-lp", "-lprof", "-lrf").stream()
        .anyMatch(Arrays.asList(arguments)::contains)) {
      Main.main(arguments);
      return;
    }
    CommandLineOptions given = new CommandLineOptions(arguments);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(given)
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuProfiler.class)
            .shouldFailOnError(true);
    if (given.getIncludes().isEmpty()) {
      options.exclude(TextBenchmark.class.getSimpleName());
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    BenchmarkScores scores = BenchmarkScores.of(results);
    System.out.println(System.lineSeparator() + Comparison.HEAD);
    Comparison.all().stream()
        .flatMap(comparison -> comparison.rows(scores).stream())
        .forEach(System.out::println);
  }
}
