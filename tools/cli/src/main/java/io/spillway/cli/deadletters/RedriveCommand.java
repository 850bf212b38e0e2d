package io.spillway.cli.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.remote.Deployment;
import io.spillway.cli.remote.Remote;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redrive}. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description =
        "Retries the failed steps of open letters, and waits for the end. Exits with 1 if a letter "
            + "failed again, none was selected or all were skipped, or the redrive did not "
            + "complete.")
final class RedriveCommand implements Callable<Integer> {

  @Mixin private Remote remote = new Remote();
  @Mixin private Targets targets = new Targets();

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
    return remote.check(() -> redrive(order));
  }

  /** Orders a redrive only if its forecast has a letter that would run. */
  private boolean redrive(ObjectNode order) {
    Deployment deployment = remote.deployment();
    JobOrder job = new JobOrder(remote, "/redrive", "redrives", "redriven");
    ObjectNode forecast = job.forecast(deployment, order);
    boolean none = RedriveReport.wouldRunNone(forecast);
    if (dryRun || none) {
      job.print(forecast);
      if (!dryRun) {
        remote.warn("No redrive was started: no letter was selected, or all are skipped.");
      }
      return !none;
    }
    return job.start(deployment, order, noWait);
  }

  private ObjectNode order() {
    ObjectNode order = targets.body(remote);
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
        .put("reason", reason);
  }
}
