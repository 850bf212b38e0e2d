package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.ActivityReport;

/** JSON of an activity's state: {@code {activity, state, attempts, failure?}}. */
public final class ActivityReportJson {

  private ActivityReportJson() {}

  /**
   * {@return the report as JSON}
   *
   * @param report the report
   */
  public static ObjectNode write(ActivityReport report) {
    ObjectNode node =
        Json.object()
            .put("activity", report.activity())
            .put("state", Codes.code(report.state()))
            .put("attempts", report.attempts());
    FailureJson.putIfAny(node, report.failure());
    return node;
  }

  /**
   * {@return the report}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static ActivityReport read(JsonNode node) {
    return new ActivityReport(
        Stored.text(node, "activity"),
        Stored.code(node, "state", ActivityReport.State.class),
        Stored.number(node, "attempts"),
        FailureJson.readIfAny(node));
  }
}
