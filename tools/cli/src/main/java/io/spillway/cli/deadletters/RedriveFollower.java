package io.spillway.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.remote.CallFailed;
import io.spillway.cli.remote.Deployment;
import io.spillway.cli.remote.Remote;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Wait for the end of a redrive or another job, which continues on the server if the wait is
 * interrupted.
 */
final class RedriveFollower {

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Remote remote;
  private final Deployment deployment;
  private final String group;

  /**
   * Creates a wait.
   *
   * @param group the collection in the API: {@code redrives} or {@code jobs}
   */
  RedriveFollower(Remote remote, Deployment deployment, String group) {
    this.remote = remote;
    this.deployment = deployment;
    this.group = group;
  }

  private String path(String id) {
    return "/" + group + Deployment.part(id);
  }

  /**
   * Waits for the end of a redrive, with its progress and its result.
   *
   * @return whether it is done, a letter succeeded and none failed again
   */
  boolean follow(ObjectNode first) {
    String id = RedriveReport.id(first);
    Thread hint = new Thread(() -> hint(id), "redrive-hint");
    Runtime.getRuntime().addShutdownHook(hint);
    ObjectNode job;
    try {
      job = awaitEnd(id, first);
    } finally {
      removeHook(hint);
    }
    print(job);
    JsonNode progress = job.path("progress");
    return job.path("state").asText().equals("done")
        && progress.path("succeeded").asLong() > 0
        && progress.path("failedAgain").asLong() == 0;
  }

  /** Prints a redrive without waiting. */
  void print(ObjectNode job) {
    if (remote.json()) {
      remote.print(job);
    } else {
      new RedriveReport(remote.out()).printResult(job);
    }
  }

  private ObjectNode awaitEnd(String id, ObjectNode first) {
    ObjectNode job = first;
    ProgressBar bar = new ProgressBar(remote.out(), !remote.json());
    while (goesOn(job)) {
      bar.show(job.path("progress"));
      pause(id);
      job = deployment.get(path(id), Map.of());
    }
    bar.end(job.path("progress"));
    return job;
  }

  private static boolean goesOn(JsonNode job) {
    return List.of("running", "paused").contains(job.path("state").asText())
        || !job.path("progress").path("inHand").isEmpty();
  }

  /** Runs at Ctrl-C, in a process that ends. */
  private void hint(String id) {
    remote.warn("");
    remote.warn(continues(id));
  }

  private String continues(String id) {
    return "%s %s continues on the server: see dead-letters %s follow, pause or cancel %s"
        .formatted(group.equals("jobs") ? "Job" : "Redrive", id, group, id);
  }

  private static void removeHook(Thread hint) {
    try {
      Runtime.getRuntime().removeShutdownHook(hint);
    } catch (IllegalStateException e) {
      // The process ends, and the hook runs.
    }
  }

  private void pause(String id) {
    try {
      Thread.sleep(INTERVAL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed(continues(id));
    }
  }
}
