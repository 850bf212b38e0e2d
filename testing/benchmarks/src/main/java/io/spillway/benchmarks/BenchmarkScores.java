package io.spillway.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * Measured iterations by benchmark.
 *
 * @param byName the iterations in order; the name is like {@code MessageBenchmark.inTurns}, with
 *     parameters {@code TextBenchmark.byPolicy[HAN][500]}
 */
record BenchmarkScores(Map<String, List<Score>> byName) {

  /**
   * Score of one iteration.
   *
   * @param rate the operations a second
   * @param micros the CPU time of the process for one operation, in microseconds
   * @param bytes the bytes allocated for one operation
   */
  record Score(double rate, double micros, double bytes) {}

  static BenchmarkScores of(Collection<RunResult> results) {
    Map<String, List<Score>> byName = new TreeMap<>();
    for (RunResult result : results) {
      List<Score> scores = new ArrayList<>();
      result
          .getBenchmarkResults()
          .forEach(fork -> fork.getIterationResults().forEach(one -> scores.add(score(one))));
      byName.put(name(result.getParams()), scores);
    }
    return new BenchmarkScores(byName);
  }

  Optional<List<Score>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private static String name(BenchmarkParams params) {
    String name =
        params.getBenchmark().substring(BenchmarkScores.class.getPackageName().length() + 1);
    return params.getParamsKeys().stream()
        .map(key -> "[" + params.getParam(key) + "]")
        .reduce(name, String::concat);
  }

  private static Score score(IterationResult iteration) {
    return new Score(
        iteration.getPrimaryResult().getScore(),
        secondary(iteration, CpuProfiler.RESULT),
        secondary(iteration, "gc.alloc.rate.norm"));
  }

  private static double secondary(IterationResult iteration, String name) {
    Result<?> found = iteration.getSecondaryResults().get(name);
    return found == null ? Double.NaN : found.getScore();
  }
}
