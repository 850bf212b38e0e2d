package io.spillway.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.remote.Deployment;
import io.spillway.cli.remote.Remote;
import io.spillway.cli.terminal.Terminal;
import io.spillway.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Options of a change: of one letter, on the version that was read, or of many by a job, which is
 * previewed and confirmed.
 */
final class Change {

  @Mixin private Targets targets = new Targets();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Reason, for the audit trail.")
  private String reason = "";

  @Option(names = "--dry-run", description = "Only print what would be changed.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Change many letters without a question.")
  private boolean yes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Rate: letters per second (default: 100).")
  private @Nullable Integer rate;

  @Option(names = "--no-wait", description = "Do not wait for the end.")
  private boolean noWait;

  /** Returns the id of the only letter; null for a job. */
  @Nullable String onlyId() {
    return dryRun ? null : targets.onlyId();
  }

  ObjectNode reason() {
    return Json.object().put("reason", reason);
  }

  /**
   * Changes many letters, and waits for the end. Returns the exit code.
   *
   * @param action the action of the job
   * @param changed the participle, for people
   * @param patch the patch of an edit; null for other actions
   * @param usesInput whether the patch was read from standard input
   */
  int order(
      Remote remote, String action, String changed, @Nullable JsonNode patch, boolean usesInput) {
    ObjectNode order = targets.body(remote).put("action", action).put("reason", reason);
    if (patch != null) {
      order.set("patch", patch);
    }
    if (rate != null) {
      order.put("ratePerSecond", rate);
    }
    boolean canAsk = Terminal.isPresent() && !usesInput && !remote.json();
    if (!dryRun && !yes && !canAsk) {
      throw remote.bad("--yes is required, because the command cannot ask");
    }
    return remote.check(() -> change(remote, order, changed));
  }

  private boolean change(Remote remote, ObjectNode order, String changed) {
    Deployment deployment = remote.deployment();
    JobOrder job = new JobOrder(remote, "/jobs", "jobs", changed);
    ObjectNode forecast = job.forecast(deployment, order);
    boolean none = RedriveReport.wouldRunNone(forecast);
    if (dryRun || none || !yes) {
      job.print(forecast);
    }
    if (none && !dryRun) {
      remote.warn("No job was started: no letter was selected, or all are skipped.");
    }
    if (dryRun || none) {
      return !none;
    }
    long selected = forecast.path("selected").asLong();
    if (!yes && !confirm(remote, selected, changed)) {
      remote.warn("Nothing was changed.");
      return false;
    }
    // The id makes the order idempotent, so that it can be sent again if its response is lost.
    order.put("jobId", UUID.randomUUID().toString()).put("expected", selected);
    return job.start(deployment, order, noWait);
  }

  private static boolean confirm(Remote remote, long selected, String changed) {
    remote
        .out()
        .printf("Of %d letters, those that fit will be %s. Continue? [y/N] ", selected, changed);
    remote.out().flush();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return answer != null && answer.trim().toLowerCase(Locale.ROOT).matches("y|yes");
    } catch (IOException e) {
      return false;
    }
  }
}
