package io.spillway.benchmarks;

import static java.util.stream.Collectors.joining;

import io.spillway.benchmarks.BenchmarkScores.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Comparison of Spillway with alternatives that took {@link Turns} in one benchmark. Each ratio is
 * of two neighbouring iterations, so that its spread is that of the machine between them.
 *
 * @param work the compared work
 * @param benchmark the benchmark's name
 * @param goal the target of the ratios with the first alternative; empty for none
 * @param alternatives the names of the contenders after Spillway, in their order
 */
record Comparison(String work, String benchmark, String goal, List<String> alternatives) {

  static final String HEAD =
      """
      | work | ours | alternative | rate | CPU | bytes | goal |
      |---|---|---|---|---|---|---|""";

  static List<Comparison> all() {
    String driver = "core's driver in this process";
    String replayed = "a replay of each event";
    return List.of(
        of(
            "event fanned out to three activities",
            "FanOutBenchmark.inTurns",
            "rate at least 0.5",
            "three tasks on the same executor",
            "Failsafe's retries on that executor"),
        of(
            "event on the local host's engine, one by one",
            "OrchestrationBenchmark.oneByOne",
            "rate at least 0.9",
            driver,
            replayed),
        of(
            "the same, 24 at a time",
            "OrchestrationBenchmark.twentyFourAtATime",
            "rate at least 0.9",
            driver,
            replayed),
        of(
            "message by the rules, with its store",
            "MessageBenchmark.inTurns",
            "at most 4,096 bytes more",
            "the store alone"),
        of(
            "message with 1,000,000 stored",
            "StoredBenchmark.inTurns",
            "rate 1, flat",
            "with one stored"),
        of(
            "text read by 2,000 words",
            "RulesBenchmark.inTurns",
            "",
            "Aho-Corasick, whole words as written",
            "the same after substitutions as by obscenity",
            "one regular expression"),
        of("message classified by Gemini", "ClassifierBenchmark.inTurns", "", "the SDK alone"),
        of("payload in and out of the queue", "QueueBenchmark.inTurns", "", "LinkedBlockingQueue"),
        of("job enqueued and run", "JobBenchmark.inTurns[0]", "", "db-scheduler on H2 in memory"),
        of(
            "the same with a failure and a retry",
            "JobBenchmark.inTurns[1]",
            "",
            "db-scheduler on H2 in memory"),
        of(
            "post over HTTP by 4 clients",
            "IngestBenchmark.inTurns",
            "rate at least 0.7",
            "a handler on the same server that only answers"));
  }

  /** Returns a row of a Markdown table for each alternative; none if the benchmark was not run. */
  List<String> rows(BenchmarkScores scores) {
    return scores.find(benchmark).stream()
        .flatMap(
            iterations ->
                IntStream.rangeClosed(1, alternatives.size())
                    .mapToObj(position -> row(iterations, position)))
        .toList();
  }

  private String row(List<Score> iterations, int position) {
    List<Score> ours = turnsOf(0, iterations);
    List<Score> theirs = turnsOf(position, iterations);
    return List.of(
            work,
            figures(ours),
            alternatives.get(position - 1) + ": " + figures(theirs),
            ratio(Score::rate, ours, theirs),
            ratio(Score::micros, ours, theirs),
            ratio(Score::bytes, ours, theirs),
            position == 1 ? goal : "")
        .stream()
        .collect(joining(" | ", "| ", " |"));
  }

  private List<Score> turnsOf(int position, List<Score> iterations) {
    List<Score> turns = new ArrayList<>();
    for (int i = position; i < iterations.size(); i += alternatives.size() + 1) {
      turns.add(iterations.get(i));
    }
    return turns;
  }

  /** Returns the medians of all figures. */
  private static String figures(List<Score> turns) {
    return String.format(
        Locale.ROOT,
        "%,.0f a second, %.2f µs, %,.0f B",
        quantile(0.5, turns.stream().map(Score::rate).toList()),
        quantile(0.5, turns.stream().map(Score::micros).toList()),
        quantile(0.5, turns.stream().map(Score::bytes).toList()));
  }

  /** Returns the median and the quartiles of ours divided by theirs. */
  private static String ratio(
      ToDoubleFunction<Score> figure, List<Score> ours, List<Score> theirs) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < theirs.size(); i++) {
      ratios.add(figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i)));
    }
    return number(quantile(0.5, ratios))
        + " ("
        + number(quantile(0.25, ratios))
        + " to "
        + number(quantile(0.75, ratios))
        + ")";
  }

  private static String number(double value) {
    String format = value >= 10 ? "%,.0f" : value >= 0.1 ? "%.2f" : "%.4f";
    return String.format(Locale.ROOT, format, value);
  }

  /** Returns a quantile of at least one value, the nearest one by rank. */
  private static double quantile(double share, List<Double> values) {
    return values.stream()
        .sorted()
        .skip(Math.round((values.size() - 1) * share))
        .findFirst()
        .orElse(Double.NaN);
  }

  private static Comparison of(String work, String benchmark, String goal, String... alternatives) {
    return new Comparison(work, benchmark, goal, List.of(alternatives));
  }
}
