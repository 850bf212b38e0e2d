package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.WorkflowStatus;
import java.time.Instant;

/** JSON of a workflow's status: {@code {workflowId, state, startedAt, finishedAt?, activities}}. */
public final class WorkflowStatusJson {

  private WorkflowStatusJson() {}

  /**
   * {@return the status as JSON}
   *
   * @param status the status
   */
  public static ObjectNode write(WorkflowStatus status) {
    ObjectNode node =
        Json.object()
            .put("workflowId", status.workflowId())
            .put("state", Codes.code(status.state()))
            .put("startedAt", status.startedAt().toString());
    if (status.finishedAt() != null) {
      node.put("finishedAt", status.finishedAt().toString());
    }
    node.set("activities", Stored.array(status.activities(), ActivityReportJson::write));
    return node;
  }

  /**
   * {@return the status}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static WorkflowStatus read(JsonNode node) {
    String finishedAt = Stored.textOrNull(node, "finishedAt");
    return new WorkflowStatus(
        Stored.text(node, "workflowId"),
        Stored.code(node, "state", WorkflowStatus.State.class),
        Stored.instant(node, "startedAt"),
        finishedAt == null ? null : Instant.parse(finishedAt),
        Stored.list(node, "activities", ActivityReportJson::read));
  }
}
