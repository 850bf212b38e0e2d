package io.spillway.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** Progress of a redrive: one updating line on a terminal, no output elsewhere. */
final class ProgressBar {

  private static final int WIDTH = 40;

  private final PrintWriter out;
  private final boolean shown;

  ProgressBar(PrintWriter out, boolean wanted) {
    this.out = out;
    this.shown = wanted && Boolean.getBoolean("spillway.terminal");
  }

  void show(JsonNode progress) {
    if (shown) {
      out.print("\r" + line(progress));
      out.flush();
    }
  }

  void end(JsonNode progress) {
    show(progress);
    if (shown) {
      out.println();
    }
  }

  static String line(JsonNode progress) {
    long failed = progress.path("failedAgain").asLong();
    long ended = progress.path("succeeded").asLong() + failed + progress.path("skipped").asLong();
    long total = Math.max(ended, progress.path("total").asLong());
    int filled = total == 0 ? WIDTH : (int) (WIDTH * ended / total);
    return String.format(
        "[%s%s] %d of %d, %d failed again",
        "#".repeat(filled), ".".repeat(WIDTH - filled), ended, total, failed);
  }
}
