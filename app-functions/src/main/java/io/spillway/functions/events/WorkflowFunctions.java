package io.spillway.functions.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import io.spillway.core.InputCheck;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.Refusal;
import io.spillway.functions.invocation.OperatorLog;
import io.spillway.functions.orchestration.Termination;
import io.spillway.functions.orchestration.Terminations;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.wire.Json;
import java.util.Objects;
import java.util.Optional;

/** Operators' way to an event's workflow, beside its status in the event's own answer. */
public final class WorkflowFunctions {

  private static final int MAX_REASON = 500;

  private final HttpEntry http;

  public WorkflowFunctions(HttpEntry http) {
    this.http = http;
  }

  @FunctionName("TerminateWorkflow")
  public HttpResponseMessage terminate(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "streams/{streamId}/events/{eventId}/workflow/terminate")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      @BindingName("eventId") String eventId,
      @DurableClientInput(name = "durable") DurableClientContext durable,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> {
          Termination termination = new Termination(caller.name(), reason(request));
          Query query = new Query(request);
          String stream = query.pathId("streamId", streamId);
          String event = query.pathId("eventId", eventId);
          query.orThrow();
          String workflowId = WorkflowRequest.workflowId(stream, event, 0);
          Terminations.Result result =
              new Terminations(durable::getClient).end(workflowId, termination);
          if (result.state() == Terminations.State.REQUESTED) {
            OperatorLog.acted(caller, "workflow_terminated", "workflowId", workflowId);
          }
          ObjectNode body =
              Json.object()
                  .put("streamId", stream)
                  .put("eventId", event)
                  .put("workflowId", workflowId);
          return answer(result, body);
        });
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

  private static Answer answer(Terminations.Result result, ObjectNode body) {
    if (result.by() != null) {
      body.set("terminated", result.by().write());
    }
    return switch (result.state()) {
      case REQUESTED -> Answer.json(202, body);
      case TERMINATED -> Answer.json(200, body);
      case ENDED ->
          throw Refusal.of(
              new Problem(
                  409,
                  "workflow-ended",
                  "The workflow has ended",
                  "Only a running workflow can be terminated; see its event for how it ended"));
      case UNKNOWN -> throw Refusal.notFound("The engine has no workflow of an event with this id");
    };
  }
}
