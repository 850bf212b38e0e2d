package io.spillway.functions.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.core.event.ActivityOutcome;
import io.spillway.wire.ExceptionEvidenceJson;
import io.spillway.wire.FailureJson;
import io.spillway.wire.Json;

/**
 * Outcome of one attempt as {@code {activity, failure?, exception?}}: done if there is no failure.
 */
public final class OutcomeJson {

  private OutcomeJson() {}

  /** Returns an outcome as JSON. */
  public static ObjectNode write(ActivityOutcome outcome) {
    ObjectNode node = Json.object().put("activity", outcome.activity());
    if (outcome instanceof ActivityOutcome.Failed failed) {
      node.set("failure", FailureJson.write(failed.failure()));
      if (failed.exception() != null) {
        node.set("exception", ExceptionEvidenceJson.writeIfAny(failed.exception()));
      }
      if (failed.isLast()) {
        node.put("isLast", true);
      }
    }
    return node;
  }

  /** Returns the outcome of an activity from {@link #write}'s JSON. */
  public static ActivityOutcome read(String activity, JsonNode node) {
    return node.has("failure")
        ? new ActivityOutcome.Failed(
            activity,
            FailureJson.read(node.get("failure")),
            ExceptionEvidenceJson.readIfAny(node.path("exception")),
            node.path("isLast").asBoolean())
        : new ActivityOutcome.Done(activity);
  }
}
