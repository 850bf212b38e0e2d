package io.spillway.functions.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.core.InputCheck;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.functions.invocation.OperatorLog;
import io.spillway.functions.orchestration.Termination;
import io.spillway.functions.orchestration.Terminations;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.wire.Json;
import java.util.Objects;
import java.util.Optional;

/** Handlers for operators to read and terminate an event's workflow. */
final class WorkflowHandlers {

  private static final int MAX_REASON = 500;

  ApiResponse terminate(Call call) {
    Termination termination = new Termination(call.caller().name(), reason(call.request()));
    Query query = call.query();
    String stream = query.pathId("streamId");
    EventKey event = EventKey.of(query);
    query.orThrow();
    String workflowId = WorkflowRequest.workflowId(stream, event.key(), 0);
    Terminations.Result result =
        new Terminations(call.durable()::getClient).end(workflowId, termination);
    if (result.state() == Terminations.State.REQUESTED) {
      OperatorLog.logAction(call.caller(), "workflow_terminated", "workflowId", workflowId);
    }
    ObjectNode body =
        Json.object()
            .put("streamId", stream)
            .put("eventId", event.named())
            .put("workflowId", workflowId);
    return answer(result, body);
  }

  private static String reason(HttpRequestMessage<Optional<String>> request) {
    Body body = Body.of(request);
    String reason = body.fields().text("reason");
    body.orThrow();
    InputCheck check = new InputCheck();
    check.text("reason", reason, MAX_REASON);
    check.orThrow();
    return Objects.requireNonNull(reason);
  }

  private static ApiResponse answer(Terminations.Result result, ObjectNode body) {
    if (result.by() != null) {
      body.set("terminated", result.by().write());
    }
    return switch (result.state()) {
      case REQUESTED -> ApiResponse.json(202, body);
      case TERMINATED -> ApiResponse.json(200, body);
      case ENDED ->
          throw ProblemException.of(
              new Problem(
                  409,
                  "workflow-ended",
                  "Workflow already ended",
                  "Only a running workflow can be terminated; the event's status has its result"));
      case UNKNOWN -> throw ProblemException.notFound("No workflow for an event with this id");
    };
  }
}
