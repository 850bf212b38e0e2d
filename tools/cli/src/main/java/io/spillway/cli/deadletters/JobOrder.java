package io.spillway.cli.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.remote.Deployment;
import io.spillway.cli.remote.Remote;

/** Order of a redrive or another job on many letters: its forecast, and its start. */
final class JobOrder {

  private final Remote remote;
  private final String path;
  private final String group;
  private final String changed;

  /**
   * Creates an order.
   *
   * @param path the path to which it is sent
   * @param group the collection in the API: {@code redrives} or {@code jobs}
   * @param changed the participle of the action, for people
   */
  JobOrder(Remote remote, String path, String group, String changed) {
    this.remote = remote;
    this.path = path;
    this.group = group;
    this.changed = changed;
  }

  /** Returns the server's forecast. */
  ObjectNode forecast(Deployment deployment, ObjectNode body) {
    return deployment.post(path, body.deepCopy().put("dryRun", true), null);
  }

  void print(ObjectNode forecast) {
    if (remote.json()) {
      remote.print(forecast);
    } else {
      new RedriveReport(remote.out()).printForecast(forecast, changed);
    }
  }

  /** Starts the job, and waits for its end unless told not to. Returns whether it succeeded. */
  boolean start(Deployment deployment, ObjectNode body, boolean noWait) {
    ObjectNode job = deployment.post(path, body, null);
    RedriveFollower follower = new RedriveFollower(remote, deployment, group);
    if (noWait) {
      follower.print(job);
      return true;
    }
    return follower.follow(job);
  }
}
