package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.ActivityReport;

/** How an activity is doing, as {@code {activity, state, attempts, failure?}}. */
public final class ActivityReportJson {

  private ActivityReportJson() {}

  public static ObjectNode write(ActivityReport report) {
    ObjectNode node =
        Json.object()
            .put("activity", report.activity())
            .put("state", Codes.code(report.state()))
            .put("attempts", report.attempts());
    FailureJson.putIfAny(node, report.failure());
    return node;
  }

  /** Throws {@link IllegalArgumentException} when the node was not written here. */
  public static ActivityReport read(JsonNode node) {
    return new ActivityReport(
        Stored.text(node, "activity"),
        Stored.code(node, "state", ActivityReport.State.class),
        Stored.number(node, "attempts"),
        FailureJson.readIfAny(node));
  }
}
