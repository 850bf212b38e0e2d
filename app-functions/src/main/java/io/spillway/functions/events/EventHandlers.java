package io.spillway.functions.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.core.event.EventIntake;
import io.spillway.core.event.EventStatus;
import io.spillway.core.event.EventStatuses;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.StreamPage;
import io.spillway.functions.orchestration.EventProcessing;
import io.spillway.functions.orchestration.Terminations;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.Workflows;
import io.spillway.wire.EventJson;
import io.spillway.wire.Json;
import io.spillway.wire.LedgerEntryJson;
import io.spillway.wire.WorkflowStatusJson;
import java.util.Optional;

/** Handlers for sending events and reading their history and status. */
final class EventHandlers {

  private final EventReceiver receiver;
  private final EventLog events;
  private final DeadLetterLedger ledger;
  private final DeadEvents deadEvents;
  private final EventProcessing processing;

  EventHandlers(
      EventIntake intake, EventLog events, DeadLetterLedger ledger, EventProcessing processing) {
    this.receiver = new EventReceiver(intake);
    this.events = events;
    this.ledger = ledger;
    this.deadEvents = new DeadEvents(ledger);
    this.processing = processing;
  }

  ApiResponse send(Call call) {
    return receiver.receive(call, call.path("streamId"));
  }

  /** Accepts events that name their streams. */
  ApiResponse sendToNamedStreams(Call call) {
    return receiver.receive(call, null);
  }

  ApiResponse list(Call call) {
    return StreamPage.of(call, events::list, event -> UnreadTexts.hide(call, write(event)));
  }

  /** Returns an event with its id in paths. */
  private static ObjectNode write(StreamEvent event) {
    return EventJson.write(event).put("eventKey", event.key());
  }

  private static ObjectNode write(EventStatus status) {
    ObjectNode node = WorkflowStatusJson.write(status.merged());
    ArrayNode generations = node.putArray("generations");
    for (EventStatus.Generation one : status.generations()) {
      generations
          .addObject()
          .put("generation", one.number())
          .setAll(WorkflowStatusJson.write(one.status()));
    }
    if (status.retry() != null) {
      node.set("retry", LedgerEntryJson.writeRetry(status.retry()));
    }
    return node;
  }

  ApiResponse get(Call call) {
    Query query = call.query();
    String stream = query.pathId("streamId");
    EventKey event = EventKey.of(query);
    query.orThrow();
    ObjectNode status = status(stream, event, processing.workflows(call.durable()));
    if (call.caller().may(Role.OPERATOR, stream)
        && status.at("/workflow/state").asText().equals("stopped")) {
      new Terminations(call.durable()::getClient)
          .find(WorkflowRequest.workflowId(stream, event.key(), 0))
          .ifPresent(end -> status.set("terminated", end.write()));
    }
    UnreadTexts.hide(call, status.path("event"));
    return ApiResponse.json(200, status);
  }

  /**
   * Returns an event's status. The log answers if engine and ledger do not have the workflow, and
   * the ledger of dead letters if the event never had one.
   */
  private ObjectNode status(String streamId, EventKey named, Workflows workflows) {
    Optional<EventStatus> workflow =
        new EventStatuses(workflows, ledger).find(streamId, named.key());
    Optional<StreamEvent> event = events.find(streamId, named.key());
    if (workflow.isEmpty() && event.isEmpty()) {
      return deadEvents
          .status(streamId, named)
          .orElseThrow(
              () ->
                  ProblemException.notFound(
                      "No event with this id; a new one may still be queued"));
    }
    String eventId = event.map(StreamEvent::eventId).orElse(named.named());
    ObjectNode node = Json.object().put("streamId", streamId).put("eventId", eventId);
    node.set("workflow", workflow.map(EventHandlers::write).orElse(null));
    node.set("event", event.map(EventHandlers::write).orElse(null));
    return node;
  }
}
