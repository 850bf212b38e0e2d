package io.spillway.benchmarks;

import io.spillway.benchmarks.BenchmarkScores.Score;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Comparison of a Spillway benchmark with an alternative.
 *
 * @param goal the target of the ratio; empty for none
 */
record Comparison(String what, String ours, String theirs, Figure figure, String goal) {

  /** Compared figure. */
  enum Figure {
    /** The benchmark's own score. */
    SCORE {
      @Override
      String text(Score ours, Score theirs) {
        return String.format(
            Locale.ROOT,
            "%.1f %s vs. %.1f: %.2f x",
            ours.value(),
            ours.unit(),
            theirs.value(),
            ours.value() / theirs.value());
      }
    },
    /** Additional bytes allocated by Spillway. */
    BYTES {
      @Override
      String text(Score ours, Score theirs) {
        return String.format(
            Locale.ROOT,
            "%.0f bytes vs. %.0f: %.0f more",
            ours.bytes(),
            theirs.bytes(),
            ours.bytes() - theirs.bytes());
      }
    };

    abstract String text(Score ours, Score theirs);
  }

  static List<Comparison> all() {
    String fanOut = "event fanned out";
    return List.of(
        score(fanOut + " / executor", "FanOut", "workflow", "plainExecutor", "at most 2 x"),
        score(fanOut + " / Failsafe", "FanOut", "workflow", "failsafe", ""),
        score("message by the rules / store", "Message", "throughTheRules", "storeAlone", ""),
        new Comparison(
            "allocated by the rules for a message",
            "MessageBenchmark.throughTheRules",
            "MessageBenchmark.storeAlone",
            Figure.BYTES,
            "less than 4,096 more"),
        score(
            "message with 1,000,000 stored / 1",
            "Stored",
            "message[1000000]",
            "message[1]",
            "flat"),
        score("classified by Gemini / SDK", "Classifier", "classifier", "sdkAlone", ""),
        score(
            "posted over HTTP, half of the time each / bare",
            "Ingest",
            "inTurns:spillway",
            "inTurns:bareHandler",
            "at least 0.7 x"),
        score("queue / LinkedBlockingQueue", "Queue", "workQueue", "linkedBlockingQueue", ""));
  }

  /** Returns a line of text; empty if either benchmark was not run. */
  Optional<String> row(BenchmarkScores scores) {
    return scores
        .find(ours)
        .flatMap(found -> scores.find(theirs).map(base -> figure.text(found, base)))
        .map(text -> what + ": " + text + (goal.isEmpty() ? "" : " (goal: " + goal + ")"));
  }

  private static Comparison score(
      String what, String benchmark, String ours, String theirs, String goal) {
    String prefix = benchmark + "Benchmark.";
    return new Comparison(what, prefix + ours, prefix + theirs, Figure.SCORE, goal);
  }
}
