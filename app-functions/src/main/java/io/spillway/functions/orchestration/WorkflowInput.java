package io.spillway.functions.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.RetryPolicy;
import io.spillway.core.event.DeadLettering;
import io.spillway.core.event.EventWorkflow;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.wire.DeadLetterJson;
import io.spillway.wire.Json;
import io.spillway.wire.WorkflowRequestJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Input of an orchestration, fixed at its start, so that a running one replays identically after a
 * deployment with another policy or other activities.
 *
 * @param pendingDeadLetter the pending dead-lettering of a workflow that continues with a new
 *     history; null at its start
 */
record WorkflowInput(
    WorkflowRequest request, WorkflowPlan plan, @Nullable DeadLettering pendingDeadLetter) {

  static WorkflowInput start(WorkflowRequest request, WorkflowPlan plan) {
    return new WorkflowInput(request, plan, null);
  }

  /** Creates the workflow at its start, or where its previous history ended. */
  EventWorkflow begin(Instant now) {
    return pendingDeadLetter == null
        ? EventWorkflow.begin(request, plan.activities(), plan.policy(), plan.origin(), now)
        : EventWorkflow.resume(request, plan.policy(), plan.origin(), pendingDeadLetter);
  }

  WorkflowInput goingOnWith(DeadLettering left) {
    return new WorkflowInput(request, plan, left);
  }

  ObjectNode write() {
    ObjectNode node = Json.object();
    node.set("request", WorkflowRequestJson.write(request));
    plan.activities().forEach(node.putArray("activities")::add);
    RetryPolicy policy = plan.policy();
    node.putObject("policy")
        .put("maxRounds", policy.maxRounds())
        .put("firstDelay", policy.firstDelay().toString())
        .put("factor", policy.factor())
        .put("maxDelay", policy.maxDelay().toString())
        .put("deadline", policy.deadline().toString());
    node.putObject("origin")
        .put("host", plan.origin().host())
        .put("appVersion", plan.origin().appVersion());
    if (pendingDeadLetter != null) {
      node.putObject("burial")
          .put("failedTries", pendingDeadLetter.failedTries())
          .put("startedAt", pendingDeadLetter.startedAt().toString())
          .set("letter", DeadLetterJson.write(pendingDeadLetter.letter()));
    }
    return node;
  }

  static WorkflowInput read(JsonNode node) {
    List<String> activities =
        StreamSupport.stream(node.path("activities").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    JsonNode origin = node.path("origin");
    return new WorkflowInput(
        WorkflowRequestJson.read(node.path("request")),
        new WorkflowPlan(
            activities,
            policy(node.path("policy")),
            new DeadLetter.Origin(
                origin.path("host").asText(), origin.path("appVersion").asText())),
        node.has("burial") ? pendingDeadLetter(node.path("burial")) : null);
  }

  private static DeadLettering pendingDeadLetter(JsonNode node) {
    return new DeadLettering(
        DeadLetterJson.read(node.path("letter")),
        node.path("failedTries").asInt(),
        Instant.parse(node.path("startedAt").asText()));
  }

  private static RetryPolicy policy(JsonNode policy) {
    return new RetryPolicy(
        policy.path("maxRounds").asInt(),
        Duration.parse(policy.path("firstDelay").asText()),
        policy.path("factor").asDouble(),
        Duration.parse(policy.path("maxDelay").asText()),
        Duration.parse(policy.path("deadline").asText()));
  }
}
