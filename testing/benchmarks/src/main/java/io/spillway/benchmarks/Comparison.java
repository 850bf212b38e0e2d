package io.spillway.benchmarks;

import static java.util.stream.Collectors.joining;

import io.spillway.benchmarks.BenchmarkScores.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Comparison of Spillway with alternatives that took {@link Turns} in one benchmark. Each ratio is of
 * two neighbouring iterations, so that its spread is that of the machine between them.
 *
 * @param work the compared work
 * @param benchmark the benchmark's name
 * @param alternatives the names of the contenders after Spillway, in their order
 * @param figure the compared figure
 * @param goal the target of the first ratio; empty for none
 */
record Comparison(
    String work, String benchmark, List<String> alternatives, Figure figure, String goal) {

  /** Compared figures. */
  enum Figure {
    /** Operations a second: a ratio above 1 means that Spillway is faster. */
    RATE(Score::value),
    /** Bytes allocated for one operation: a ratio below 1 means that Spillway allocates less. */
    BYTES(Score::bytes);

    private final ToDoubleFunction<Score> value;

    Figure(ToDoubleFunction<Score> value) {
      this.value = value;
    }
  }

  static final String HEAD =
      "| work | ours | alternative | ratio (quartiles) | goal |\n|---|---|---|---|---|";

  static List<Comparison> all() {
    return List.of(
        rate(
            "event on the local host's engine, one by one",
            "Orchestration.oneByOne",
            "at least 0.9",
            "core's driver in this process",
            "a replay of each event"),
        rate(
            "the same, 24 at a time",
            "Orchestration.twentyFourAtATime",
            "at least 0.9",
            "core's driver in this process",
            "a replay of each event"));
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
    List<Double> ours = figures(iterations, 0);
    List<Double> theirs = figures(iterations, position);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < theirs.size(); i++) {
      ratios.add(ours.get(i) / theirs.get(i));
    }
    return List.of(
            work,
            number(quantile(ours, 0.5)),
            number(quantile(theirs, 0.5)) + ", " + alternatives.get(position - 1),
            String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                quantile(ratios, 0.5),
                quantile(ratios, 0.25),
                quantile(ratios, 0.75)),
            position == 1 ? goal : "")
        .stream()
        .collect(joining(" | ", "| ", " |"));
  }

  private List<Double> figures(List<Score> iterations, int position) {
    List<Double> figures = new ArrayList<>();
    for (int i = position; i < iterations.size(); i += alternatives.size() + 1) {
      figures.add(figure.value.applyAsDouble(iterations.get(i)));
    }
    return figures;
  }

  private String number(double value) {
    String unit = figure == Figure.RATE ? " a second" : " bytes";
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value) + unit;
  }

  /** Returns a quantile of at least one value, the nearest one by rank. */
  private static double quantile(List<Double> values, double share) {
    return values.stream()
        .sorted()
        .skip(Math.round((values.size() - 1) * share))
        .findFirst()
        .orElse(Double.NaN);
  }

  private static Comparison rate(
      String work, String benchmark, String goal, String... alternatives) {
    String name = benchmark.replace(".", "Benchmark.");
    return new Comparison(work, name, List.of(alternatives), Figure.RATE, goal);
  }
}
