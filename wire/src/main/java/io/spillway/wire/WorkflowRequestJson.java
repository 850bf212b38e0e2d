package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.WorkflowRequest;

/** JSON of a workflow request: {@code {event, arrival, generation, letterId?, activities?}}. */
public final class WorkflowRequestJson {

  private WorkflowRequestJson() {}

  /**
   * {@return the request as JSON}
   *
   * @param request the request
   */
  public static ObjectNode write(WorkflowRequest request) {
    ObjectNode node = Json.object();
    node.set("event", EventJson.write(request.event()));
    node.set("arrival", ArrivalJson.write(request.arrival()));
    node.put("generation", request.generation());
    if (request.letterId() != null) {
      node.put("letterId", request.letterId());
    }
    if (!request.activities().isEmpty()) {
      request.activities().forEach(node.putArray("activities")::add);
    }
    return node;
  }

  /**
   * {@return the request}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static WorkflowRequest read(JsonNode node) {
    return new WorkflowRequest(
        EventJson.read(Stored.object(node, "event")),
        ArrivalJson.read(Stored.object(node, "arrival")),
        Stored.number(node, "generation"),
        Stored.textOrNull(node, "letterId"),
        Stored.texts(node, "activities"));
  }
}
