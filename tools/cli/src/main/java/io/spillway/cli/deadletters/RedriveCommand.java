package io.spillway.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redrive}. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = {
      "Retries the failed steps of open letters, and waits for the end.",
      "Exits with 1 if a letter failed again, or the redrive did not complete."
    })
final class RedriveCommand implements Callable<Integer> {

  private static final Duration LOOK_EACH = Duration.ofSeconds(1);

  @Mixin private Remote remote = new Remote();
  @Mixin private Selection selection = new Selection();

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Ids of the letters.",
      converter = LetterId.class)
  private List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "All open letters.")
  private boolean all;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Reason, for the history.")
  private String reason = "";

  @Option(names = "--dry-run", description = "Only print what would be redriven.")
  private boolean dryRun;

  @Option(names = "--no-canary", description = "Skip the canary of 1, then 5, then 20 letters.")
  private boolean noCanary;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Rate: letters per second (default: 20).")
  private @Nullable Integer rate;

  @Option(
      names = "--max-generation",
      paramLabel = "N",
      description = "Skip letters already redriven N times (default: 5).")
  private @Nullable Integer maxGeneration;

  @Option(names = "--no-wait", description = "Do not wait for the end.")
  private boolean noWait;

  @Override
  public Integer call() {
    ObjectNode order = order();
    boolean[] well = {true};
    int code =
        remote.run(
            () -> {
              Deployment deployment = remote.deployment();
              ObjectNode answer = deployment.post("/redrive", order, null);
              if (dryRun) {
                report(answer);
              } else {
                well[0] = follow(deployment, answer);
              }
            });
    return code == 0 && !well[0] ? 1 : code;
  }

  private ObjectNode order() {
    ObjectNode order = Json.object();
    selection.parts().forEach(order::put);
    if ((order.isEmpty() ? 0 : 1) + (ids.isEmpty() ? 0 : 1) + (all ? 1 : 0) != 1) {
      throw remote.bad("exactly one of ids, filter options or --all is required");
    }
    if (!ids.isEmpty()) {
      ids.forEach(order.putArray("ids")::add);
    }
    if (all) {
      order.put("all", true);
    }
    if (rate != null) {
      order.put("ratePerSecond", rate);
    }
    if (maxGeneration != null) {
      order.put("maxGeneration", maxGeneration);
    }
    // A client-chosen id makes the order idempotent, so that it can be sent again if its response
    // is lost.
    return order
        .put("redriveId", UUID.randomUUID().toString())
        .put("canary", !noCanary)
        .put("dryRun", dryRun)
        .put("reason", reason);
  }

  private void report(ObjectNode preview) {
    if (remote.json()) {
      remote.print(preview);
      return;
    }
    long selected = preview.path("selected").asLong();
    int lookedAt = preview.path("lookedAt").asInt();
    remote
        .out()
        .printf(
            "%d of %d letters would be redriven%s.%n",
            preview.path("wouldRun").size(),
            lookedAt,
            selected > lookedAt ? " (first " + lookedAt + " of " + selected + ")" : "");
    printRuns(preview.path("runs"));
    printSkips(preview.path("wouldSkip"));
  }

  /** Prints the number of dead letters of each activity, and the warnings. */
  private void printRuns(JsonNode runs) {
    Map<String, Integer> times = new LinkedHashMap<>();
    for (JsonNode run : runs) {
      run.path("activities").forEach(name -> times.merge(name.asText(), 1, Integer::sum));
    }
    times.forEach((name, number) -> remote.out().printf("  %s: %d%n", name, number));
    for (JsonNode run : runs) {
      for (JsonNode warning : run.path("warnings")) {
        remote
            .out()
            .println("Warning: " + run.path("deadLetterId").asText() + ": " + warning.asText());
      }
    }
  }

  /** Follows a redrive. Returns whether every started dead letter succeeded. */
  private boolean follow(Deployment deployment, ObjectNode ordered) {
    String path = "/redrives" + Deployment.part(ordered.path("redriveId").asText());
    ObjectNode job = ordered;
    ProgressBar bar = new ProgressBar(remote.out(), !remote.json() && !noWait);
    while (!noWait && goesOn(job)) {
      bar.show(job.path("progress"));
      pause();
      job = deployment.get(path, Map.of());
    }
    bar.end(job.path("progress"));
    if (remote.json()) {
      remote.print(job);
    } else {
      summary(job);
    }
    return noWait
        || (job.path("state").asText().equals("done")
            && job.path("progress").path("failedAgain").asLong() == 0);
  }

  private static boolean goesOn(JsonNode job) {
    return List.of("running", "paused").contains(job.path("state").asText())
        || !job.path("progress").path("inHand").isEmpty();
  }

  private void summary(JsonNode job) {
    JsonNode progress = job.path("progress");
    remote
        .out()
        .printf(
            "Redrive %s is %s: %d succeeded, %d failed again, %d skipped.%n",
            job.path("redriveId").asText(),
            job.path("state").asText(),
            progress.path("succeeded").asLong(),
            progress.path("failedAgain").asLong(),
            progress.path("skipped").asLong());
    if (!job.path("note").asText().isEmpty()) {
      remote.out().println("  " + job.path("note").asText());
    }
    printSkips(progress.path("skips"));
  }

  private void printSkips(JsonNode skips) {
    if (!skips.isEmpty()) {
      Table table = new Table("SKIPPED", "WHY");
      skips.forEach(
          skip -> table.add(skip.path("deadLetterId").asText(), skip.path("why").asText()));
      table.print(remote.out());
    }
    remote.out().flush();
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_EACH.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed("interrupted; the redrive continues on the server");
    }
  }
}
