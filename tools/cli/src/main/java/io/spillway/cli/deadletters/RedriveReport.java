package io.spillway.cli.deadletters;

import static io.spillway.cli.terminal.Table.fixed;
import static io.spillway.cli.terminal.Table.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.cli.terminal.Table;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Forecast and result of a redrive for people. */
final class RedriveReport {

  private final PrintWriter out;

  RedriveReport(PrintWriter out) {
    this.out = out;
  }

  void printForecast(JsonNode preview) {
    long selected = preview.path("selected").asLong();
    int checked = preview.path("lookedAt").asInt();
    out.printf(
        "%d of %d letters would be redriven%s.%n",
        preview.path("wouldRun").size(),
        checked,
        selected > checked ? " (first " + checked + " of " + selected + ")" : "");
    printRuns(preview.path("runs"));
    printSkips(preview.path("wouldSkip"));
  }

  void printResult(JsonNode job) {
    JsonNode progress = job.path("progress");
    out.printf(
        "Redrive %s is %s: %d succeeded, %d failed again, %d skipped.%n",
        job.path("redriveId").asText(),
        job.path("state").asText(),
        progress.path("succeeded").asLong(),
        progress.path("failedAgain").asLong(),
        progress.path("skipped").asLong());
    if (!job.path("note").asText().isEmpty()) {
      out.println("  " + job.path("note").asText());
    }
    printSkips(progress.path("skips"));
  }

  void printDetails(JsonNode job) {
    JsonNode order = job.path("order");
    Details details = new Details(out);
    details.line("Redrive", job.path("redriveId"));
    details.line("State", job.path("state"));
    details.line("Note", job.path("note"));
    details.line("Ordered", Times.seconds(job.path("createdAt")));
    details.line("By", order.path("by"));
    details.line("Reason", order.path("reason"));
    details.line("Selection", selection(order));
    details.line("Rate", order.path("ratePerSecond").asText() + " per second");
    details.line("Progress", ProgressBar.line(job.path("progress"), 80));
    printResult(job);
  }

  private static String selection(JsonNode order) {
    JsonNode filter = order.path("filter");
    if (!filter.isObject()) {
      return order.path("ids").size() + " ids";
    }
    return filter.isEmpty() ? "all open letters" : filter.toString();
  }

  /** Prints the number of dead letters of each activity, and the warnings. */
  private void printRuns(JsonNode runs) {
    Map<String, Integer> times = new LinkedHashMap<>();
    for (JsonNode run : runs) {
      run.path("activities").forEach(name -> times.merge(name.asText(), 1, Integer::sum));
    }
    times.forEach((name, number) -> out.printf("  %s: %d%n", name, number));
    for (JsonNode run : runs) {
      for (JsonNode warning : run.path("warnings")) {
        out.println("Warning: " + run.path("deadLetterId").asText() + ": " + warning.asText());
      }
    }
  }

  private void printSkips(JsonNode skips) {
    if (!skips.isEmpty()) {
      Table table = new Table(fixed("SKIPPED"), text("WHY"));
      skips.forEach(
          skip -> table.add(skip.path("deadLetterId").asText(), skip.path("why").asText()));
      table.print(out);
    }
    out.flush();
  }
}
