package io.spillway.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.cli.terminal.Terminal;
import java.io.PrintWriter;

/** Progress of a redrive: one updating line on a terminal, no output elsewhere. */
final class ProgressBar {

  private static final int WIDEST = 40;
  private static final int NARROWEST = 10;

  private final PrintWriter out;
  private final boolean shown;

  ProgressBar(PrintWriter out, boolean wanted) {
    this.out = out;
    this.shown = wanted && Terminal.isPresent();
  }

  void show(JsonNode progress) {
    if (shown) {
      out.print("\r" + line(progress, Terminal.columns()));
      out.flush();
    }
  }

  void end(JsonNode progress) {
    show(progress);
    if (shown) {
      out.println();
    }
  }

  /** Returns a line shorter than the terminal: a full one would wrap. */
  static String line(JsonNode progress, int columns) {
    long failed = progress.path("failedAgain").asLong();
    long ended = progress.path("succeeded").asLong() + failed + progress.path("skipped").asLong();
    long total = Math.max(ended, progress.path("total").asLong());
    String numbers = ended + " of " + total + ", " + failed + " failed again";
    int width = Math.min(WIDEST, columns - numbers.length() - "[] ".length() - 1);
    if (width < NARROWEST) {
      return numbers.substring(0, Math.min(numbers.length(), columns - 1));
    }
    int filled = total == 0 ? width : (int) (width * ended / total);
    return "[" + "#".repeat(filled) + ".".repeat(width - filled) + "] " + numbers;
  }
}
