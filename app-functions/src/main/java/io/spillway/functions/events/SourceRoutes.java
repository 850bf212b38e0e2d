package io.spillway.functions.events;

import static com.microsoft.azure.functions.HttpMethod.POST;

import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.event.EventIntake;
import io.spillway.functions.http.Route;
import io.spillway.ports.source.EventSource;
import io.spillway.ports.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Route for the webhooks of sources, which authenticate their platform themselves. */
public final class SourceRoutes {

  private SourceRoutes() {}

  /** Returns all routes. */
  public static List<Route> of(
      List<EventSource> sources,
      EventIntake intake,
      RejectedArrivals rejected,
      Telemetry telemetry,
      InstantSource clock) {
    SourceHandlers handlers = new SourceHandlers(sources, intake, rejected, telemetry, clock);
    return List.of(
        new Route("ReceiveFromSource", POST, "sources/{source}", Set.of(), handlers::receive));
  }
}
