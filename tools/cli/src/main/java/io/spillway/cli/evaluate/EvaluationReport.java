package io.spillway.cli.evaluate;

import io.spillway.core.policy.trial.Disposition;
import io.spillway.core.policy.trial.PrecisionTally;
import io.spillway.core.policy.trial.Proportion;
import io.spillway.core.policy.trial.Trial;
import io.spillway.ports.moderation.Category;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Evaluation as tables. Contains no texts. */
final class EvaluationReport {

  private static final String ROW = "%-24s %9s %8s %6s %10s %7s %6s %8s%n";
  private static final String TRIAL_ROW = "  %-24s %7s %10s %22s %7s %22s%n";

  private EvaluationReport() {}

  static void print(Evaluation evaluation, PrintWriter out) {
    out.printf(
        ROW, "category", "labelled", "flagged", "right", "precision", "recall", "F1", "FP/1000");
    evaluation.rows().forEach((category, row) -> print(category, row, out));
    out.println("FP/1000: false positives per thousand texts without the label");
    printWithheld(evaluation.rows().getOrDefault(Evaluation.ANY, Confusion.NONE), out);
    List<Trial> trials = evaluation.trials();
    for (Trial trial : trials.subList(1, trials.size())) {
      out.println();
      printChanges(trials.get(0), trial, out);
    }
    for (Trial trial : trials) {
      out.println();
      printTrial(trial, out);
    }
  }

  private static void printWithheld(Confusion any, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "Withheld: %d of %d texts (%.2f %%)%n",
        any.flagged(),
        any.texts(),
        any.percentFlagged());
  }

  private static void print(String category, Confusion row, PrintWriter out) {
    out.printf(
        ROW,
        category,
        row.labelled(),
        row.flagged(),
        row.right(),
        number(row.precision()),
        number(row.recall()),
        number(row.f1()),
        number(row.falsePositivesPerThousand()));
  }

  private static void printChanges(Trial base, Trial trial, PrintWriter out) {
    out.printf(
        "From policy %s to policy %s: %d of %d change%n",
        base.version(), trial.version(), trial.changed(), cases(trial));
    for (Disposition from : Disposition.values()) {
      for (Disposition to : Disposition.values()) {
        int count = trial.changes().getOrDefault(from, Map.of()).getOrDefault(to, 0);
        if (count > 0) {
          out.printf("  %-10s -> %-10s %7d%n", name(from), name(to), count);
        }
      }
    }
  }

  private static void printTrial(Trial trial, PrintWriter out) {
    out.printf("Policy %s, each text under the worst of its categories:%n", trial.version());
    out.printf(
        TRIAL_ROW,
        "category",
        "upheld",
        "dismissed",
        "precision (95 %)",
        "missed",
        "recall (95 %)");
    PrecisionTally all = PrecisionTally.NONE;
    for (Map.Entry<Category, PrecisionTally> row : trial.byCategory().entrySet()) {
      printTally(row.getKey().code(), row.getValue(), out);
      all = all.plus(row.getValue());
    }
    printTally("all", all, out);
  }

  private static void printTally(String name, PrecisionTally tally, PrintWriter out) {
    out.printf(
        TRIAL_ROW,
        name,
        tally.upheld(),
        tally.dismissed(),
        share(tally.precision()),
        tally.missed(),
        share(tally.recall()));
  }

  private static int cases(Trial trial) {
    return List.of(Disposition.values()).stream().mapToInt(trial::count).sum();
  }

  private static String share(Proportion share) {
    return share.whole() == 0
        ? "-"
        : String.format(
            Locale.ROOT, "%.2f (%.2f to %.2f)", share.value(), share.low(), share.high());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String name(Disposition outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
