package io.spillway.cli.deadletters;

import static io.spillway.cli.terminal.Table.fixed;
import static io.spillway.cli.terminal.Table.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.cli.remote.Details;
import io.spillway.cli.remote.Times;
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

  /** Returns whether no letter would run; a forecast of a part knows nothing of the others. */
  static boolean wouldRunNone(JsonNode forecast) {
    return forecast.path("wouldRun").isEmpty()
        && forecast.path("selected").asLong() <= forecast.path("lookedAt").asLong();
  }

  /**
   * Prints a forecast.
   *
   * @param changed the participle, such as {@code redriven}
   */
  void printForecast(JsonNode preview, String changed) {
    long selected = preview.path("selected").asLong();
    int checked = preview.path("lookedAt").asInt();
    out.printf(
        "%d of %d letters would be %s%s.%n",
        preview.path("wouldRun").size(),
        checked,
        changed,
        selected > checked ? " (first " + checked + " of " + selected + ")" : "");
    printRuns(preview.path("runs"));
    printSkips(preview.path("wouldSkip"));
  }

  void printResult(JsonNode job) {
    JsonNode progress = job.path("progress");
    out.printf(
        "%s %s is %s: %d succeeded, %d failed again, %d skipped.%n",
        kind(job),
        id(job),
        job.path("state").asText(),
        progress.path("succeeded").asLong(),
        progress.path("failedAgain").asLong(),
        progress.path("skipped").asLong());
    if (!job.path("note").asText().isEmpty()) {
      out.println("  " + job.path("note").asText());
    }
    printSkips(progress.path("skips"));
  }

  /** Returns the id of a redrive or another job. */
  static String id(JsonNode job) {
    return job.path(job.has("jobId") ? "jobId" : "redriveId").asText();
  }

  private static String kind(JsonNode job) {
    return job.has("jobId") ? "Job" : "Redrive";
  }

  void printDetails(JsonNode job) {
    JsonNode order = job.path("order");
    Details details = new Details(out);
    details.line(kind(job), id(job));
    details.line("Action", order.path("action"));
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
    return filter.isEmpty() ? "all letters in the state" : filter.toString();
  }

  /** Prints the number of dead letters of each activity, and the warnings. */
  private void printRuns(JsonNode runs) {
    Map<String, Integer> times = new LinkedHashMap<>();
    for (JsonNode run : runs) {
      run.path("activities").forEach(name -> times.merge(name.asText(), 1, Integer::sum));
    }
    times.forEach((name, number) -> out.printf("  %s: %d%n", name, number));
    for (JsonNode run : runs) {
      printChanges(run);
      for (JsonNode warning : run.path("warnings")) {
        out.println("Warning: " + run.path("deadLetterId").asText() + ": " + warning.asText());
      }
    }
  }

  private void printChanges(JsonNode run) {
    JsonNode changes = run.path("changes");
    if (!changes.isEmpty()) {
      out.println(run.path("deadLetterId").asText());
    }
    for (JsonNode change : changes) {
      out.printf(
          "  %s: %s -> %s%n",
          change.path("path").asText(),
          change.path("before").asText("(none)"),
          change.path("after").asText("(none)"));
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
