package io.spillway.functions.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.core.event.EventWorkflow;
import io.spillway.core.event.RetryPolicy;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.wire.Json;
import io.spillway.wire.WorkflowRequestJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * All that an orchestration decides by, fixed at its start, so that one that is under way replays
 * the same after a deployment with another policy or other activities.
 *
 * @param activities their names, in order
 */
record WorkflowInput(
    WorkflowRequest request,
    List<String> activities,
    RetryPolicy policy,
    DeadLetter.Origin origin) {

  WorkflowInput {
    activities = List.copyOf(activities);
  }

  EventWorkflow begin(Instant now) {
    return EventWorkflow.begin(request, activities, policy, origin, now);
  }

  ObjectNode write() {
    ObjectNode node = Json.object();
    node.set("request", WorkflowRequestJson.write(request));
    activities.forEach(node.putArray("activities")::add);
    node.putObject("policy")
        .put("maxRounds", policy.maxRounds())
        .put("firstDelay", policy.firstDelay().toString())
        .put("factor", policy.factor())
        .put("maxDelay", policy.maxDelay().toString())
        .put("deadline", policy.deadline().toString());
    node.putObject("origin").put("host", origin.host()).put("appVersion", origin.appVersion());
    return node;
  }

  static WorkflowInput read(JsonNode node) {
    JsonNode policy = node.path("policy");
    JsonNode origin = node.path("origin");
    return new WorkflowInput(
        WorkflowRequestJson.read(node.path("request")),
        StreamSupport.stream(node.path("activities").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        new RetryPolicy(
            policy.path("maxRounds").asInt(),
            Duration.parse(policy.path("firstDelay").asText()),
            policy.path("factor").asDouble(),
            Duration.parse(policy.path("maxDelay").asText()),
            Duration.parse(policy.path("deadline").asText())),
        new DeadLetter.Origin(origin.path("host").asText(), origin.path("appVersion").asText()));
  }
}
