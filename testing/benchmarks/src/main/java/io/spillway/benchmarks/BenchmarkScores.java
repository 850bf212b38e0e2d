package io.spillway.benchmarks;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * Measured scores.
 *
 * @param byName the scores by name: a benchmark is {@code MessageBenchmark.storeAlone}, with
 *     parameters {@code StoredBenchmark.message[1000]}, an auxiliary counter {@code
 *     IngestBenchmark.inTurns:spillway}
 */
record BenchmarkScores(Map<String, Score> byName) {

  /**
   * Score of one benchmark.
   *
   * @param value the score in its unit
   * @param bytes the bytes allocated per operation
   */
  record Score(double value, String unit, double bytes) {}

  static BenchmarkScores of(Collection<RunResult> results) {
    Map<String, Score> byName = new TreeMap<>();
    for (RunResult result : results) {
      byName.put(name(result), score(result));
      result
          .getSecondaryResults()
          .forEach((what, counted) -> byName.put(name(result) + ":" + what, score(counted)));
    }
    return new BenchmarkScores(byName);
  }

  Optional<Score> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private static String name(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    String name = benchmark.substring(BenchmarkScores.class.getPackageName().length() + 1);
    return result.getParams().getParamsKeys().stream()
        .map(key -> "[" + result.getParams().getParam(key) + "]")
        .reduce(name, String::concat);
  }

  private static Score score(Result<?> counted) {
    return new Score(counted.getScore(), counted.getScoreUnit(), Double.NaN);
  }

  private static Score score(RunResult result) {
    var bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
    return new Score(
        result.getPrimaryResult().getScore(),
        result.getPrimaryResult().getScoreUnit(),
        bytes == null ? Double.NaN : bytes.getScore());
  }
}
