package io.spillway.functions.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.core.event.EventIntake;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.IdempotencyKey;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.Router;
import io.spillway.functions.http.StreamPage;
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

/** Handlers for sending events and reading their history and status. */
final class EventHandlers {

  private final EventIntake intake;
  private final EventLog events;
  private final EventProcessing processing;

  EventHandlers(EventIntake intake, EventLog events, EventProcessing processing) {
    this.intake = intake;
    this.events = events;
    this.processing = processing;
  }

  ApiResponse send(Call call) {
    Body body = Body.of(call.request());
    String stream = call.path("streamId");
    EventDraft draft = EventJson.draft(body.fields()).onStream(stream);
    String id = IdempotencyKey.idOr(call.request(), "event", stream, draft.eventId());
    body.orThrow();
    return queued(intake.accept(draft.withEventId(id), call.trace()));
  }

  ApiResponse list(Call call) {
    return StreamPage.of(
        call, events::list, event -> UnreadTexts.hide(call, EventJson.write(event)));
  }

  ApiResponse get(Call call) {
    Query query = call.query();
    String stream = query.pathId("streamId");
    String id = query.pathId("eventId");
    query.orThrow();
    ObjectNode status = status(stream, id, processing.workflows(call.durable()));
    if (call.caller().may(Role.OPERATOR, stream)
        && status.at("/workflow/state").asText().equals("stopped")) {
      new Terminations(call.durable()::getClient)
          .find(WorkflowRequest.workflowId(stream, id, 0))
          .ifPresent(end -> status.set("terminated", end.write()));
    }
    UnreadTexts.hide(call, status.path("event"));
    return ApiResponse.json(200, status);
  }

  private static ApiResponse queued(StreamEvent event) {
    String statusUrl = Router.ROOT + "/streams/" + event.streamId() + "/events/" + event.key();
    ObjectNode body = Json.object().put("eventId", event.eventId()).put("statusUrl", statusUrl);
    return ApiResponse.json(202, body).with("Location", statusUrl);
  }

  /** Returns an event's status. The log answers if the engine has forgotten the workflow. */
  private ObjectNode status(String streamId, String eventId, Workflows workflows) {
    Optional<WorkflowStatus> workflow =
        workflows.status(WorkflowRequest.workflowId(streamId, eventId, 0));
    Optional<StreamEvent> event = events.find(streamId, eventId);
    if (workflow.isEmpty() && event.isEmpty()) {
      throw ProblemException.notFound("No event with this id; a new one may still be queued");
    }
    ObjectNode node = Json.object().put("streamId", streamId).put("eventId", eventId);
    node.set("workflow", workflow.map(WorkflowStatusJson::write).orElse(null));
    node.set("event", event.map(EventJson::write).orElse(null));
    return node;
  }
}
