package io.spillway.functions.events;

import static com.microsoft.azure.functions.HttpMethod.GET;
import static com.microsoft.azure.functions.HttpMethod.POST;
import static io.spillway.functions.access.Role.APP;
import static io.spillway.functions.access.Role.OPERATOR;

import io.spillway.core.event.EventIntake;
import io.spillway.functions.http.Route;
import io.spillway.functions.orchestration.EventProcessing;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.event.EventLog;
import java.util.List;

/** Routes for events and their workflows. */
public final class EventRoutes {

  /** Maximum number of events of a batch. */
  public static final int MAX_BATCH = 100;

  private EventRoutes() {}

  /** Returns all routes. */
  public static List<Route> of(
      EventIntake intake, EventLog log, DeadLetterLedger ledger, EventProcessing processing) {
    EventHandlers events = new EventHandlers(intake, log, ledger, processing);
    WorkflowHandlers workflows = new WorkflowHandlers();
    return List.of(
        new Route("SendEvent", POST, "streams/{streamId}/events", APP, events::send),
        new Route("SendStreamEvents", POST, "events", APP, events::sendToNamedStreams),
        new Route("ListEvents", GET, "streams/{streamId}/events", APP, events::list),
        new Route("GetEvent", GET, "streams/{streamId}/events/{eventId}", APP, events::get),
        new Route(
            "TerminateWorkflow",
            POST,
            "streams/{streamId}/events/{eventId}/workflow/terminate",
            OPERATOR,
            workflows::terminate));
  }
}
