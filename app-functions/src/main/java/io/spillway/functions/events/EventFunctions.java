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
import io.spillway.core.event.EventIntake;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.Refusal;
import io.spillway.functions.http.StreamPage;
import io.spillway.functions.invocation.Traces;
import io.spillway.functions.orchestration.EventProcessing;
import io.spillway.functions.orchestration.Terminations;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import io.spillway.wire.EventJson;
import io.spillway.wire.Json;
import io.spillway.wire.WorkflowStatusJson;
import java.util.Optional;

/** Events in, their history, and what became of each. */
public final class EventFunctions {

  private final HttpEntry http;
  private final EventIntake intake;
  private final EventLog events;
  private final EventProcessing processing;

  public EventFunctions(Spillway spillway, HttpEntry http) {
    this.http = http;
    this.intake = spillway.eventIntake();
    this.events = spillway.adapters().events();
    this.processing = spillway.eventProcessing();
  }

  @FunctionName("SendEvent")
  public HttpResponseMessage send(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.FUNCTION,
              route = "streams/{streamId}/events")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.APP,
        caller -> {
          Body body = Body.of(request);
          EventDraft draft = EventJson.draft(streamId, body.fields());
          body.orThrow();
          return queued(intake.accept(draft, Traces.of(request, context)));
        });
  }

  @FunctionName("ListEvents")
  public HttpResponseMessage list(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.FUNCTION,
              route = "streams/{streamId}/events")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.APP,
        caller -> StreamPage.of(request, streamId, events::list, EventJson::write));
  }

  @FunctionName("GetEvent")
  public HttpResponseMessage get(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.FUNCTION,
              route = "streams/{streamId}/events/{eventId}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      @BindingName("eventId") String eventId,
      @DurableClientInput(name = "durable") DurableClientContext durable,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.APP,
        caller -> {
          Query query = new Query(request);
          String stream = query.pathId("streamId", streamId);
          String id = query.pathId("eventId", eventId);
          query.orThrow();
          ObjectNode status = status(stream, id, processing.workflows(durable));
          if (caller.may(Role.OPERATOR, stream)
              && status.at("/workflow/state").asText().equals("stopped")) {
            new Terminations(durable::getClient)
                .find(WorkflowRequest.workflowId(stream, id, 0))
                .ifPresent(end -> status.set("terminated", end.write()));
          }
          return Answer.json(200, status);
        });
  }

  private static Answer queued(StreamEvent event) {
    String statusUrl =
        HttpEntry.ROOT + "/streams/" + event.streamId() + "/events/" + event.eventId();
    ObjectNode body = Json.object().put("eventId", event.eventId()).put("statusUrl", statusUrl);
    return Answer.json(202, body).with("Location", statusUrl);
  }

  /** What is known of an event: the engine may have forgotten a workflow that the log remembers. */
  private ObjectNode status(String streamId, String eventId, Workflows workflows) {
    Optional<WorkflowStatus> workflow =
        workflows.status(WorkflowRequest.workflowId(streamId, eventId, 0));
    Optional<StreamEvent> event = events.find(streamId, eventId);
    if (workflow.isEmpty() && event.isEmpty()) {
      throw Refusal.notFound("No event with this id is known; one just sent may still be queued");
    }
    ObjectNode node = Json.object().put("streamId", streamId).put("eventId", eventId);
    node.set("workflow", workflow.map(WorkflowStatusJson::write).orElse(null));
    node.set("event", event.map(EventJson::write).orElse(null));
    return node;
  }
}
