package io.spillway.cli.evaluate;

import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Figures of a run and of an earlier one, with differences, as a table. */
final class Comparison {

  private static final String ROW = "  %-24s %-10s %9s    %9s %10s%n";

  private final SavedRun previous;
  private final SavedRun current;
  private final PrintWriter out;

  Comparison(SavedRun previous, SavedRun current, PrintWriter out) {
    this.previous = previous;
    this.current = current;
    this.out = out;
  }

  void print() {
    out.printf(
        "%nFrom word list %s, policy %s to word list %s, policy %s:%n",
        previous.wordList(), previous.policy(), current.wordList(), current.policy());
    out.printf(ROW, "category", "figure", "previous", "current", "difference");
    Set<String> categories = new LinkedHashSet<>(current.rows().keySet());
    categories.addAll(previous.rows().keySet());
    categories.remove(Evaluation.ANY);
    categories.add(Evaluation.ANY);
    categories.forEach(this::print);
    Confusion before = previous.row(Evaluation.ANY);
    Confusion now = current.row(Evaluation.ANY);
    print("all texts", "withheld %", before.percentFlagged(), now.percentFlagged());
  }

  private void print(String category) {
    Confusion before = previous.row(category);
    Confusion now = current.row(category);
    count(category, "flagged", before.flagged(), now.flagged());
    count(category, "right", before.right(), now.right());
    print(category, "precision", before.precision(), now.precision());
    print(category, "recall", before.recall(), now.recall());
    print(category, "F1", before.f1(), now.f1());
    print(category, "FP/1000", before.falsePositivesPerThousand(), now.falsePositivesPerThousand());
  }

  private void count(String category, String figure, int before, int now) {
    String difference = before == now ? "=" : String.format(Locale.ROOT, "%+d", now - before);
    out.printf(ROW, category, figure, before + " ->", now, difference);
  }

  private void print(String category, String figure, double before, double now) {
    String difference = String.format(Locale.ROOT, "%+.3f", now - before);
    if (Double.compare(before, now) == 0) {
      difference = "=";
    } else if (Double.isNaN(now - before)) {
      difference = "-";
    }
    out.printf(ROW, category, figure, number(before) + " ->", number(now), difference);
  }

  /** Returns a number with three places, because changes of a word list are small. */
  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }
}
