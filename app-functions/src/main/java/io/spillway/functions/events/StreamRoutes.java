package io.spillway.functions.events;

import static com.microsoft.azure.functions.HttpMethod.GET;
import static io.spillway.functions.access.Role.APP;

import io.spillway.functions.http.Route;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.violation.ViolationStore;
import java.util.List;

/** Routes of a stream's numbers and alerts. */
public final class StreamRoutes {

  private StreamRoutes() {}

  /** All of them. */
  public static List<Route> of(
      StatsStore totals, MessageStore messages, ViolationStore violations, AlertStore alerts) {
    StreamHandlers streams = new StreamHandlers(totals, messages, violations, alerts);
    return List.of(
        new Route("GetStats", GET, "streams/{streamId}/stats", APP, streams::stats),
        new Route("GetSeedStats", GET, "stats/{streamId}", APP, streams::stats),
        new Route("ListAlerts", GET, "streams/{streamId}/alerts", APP, streams::alerts));
  }
}
