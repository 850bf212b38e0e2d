package io.spillway.functions.events;

import static com.microsoft.azure.functions.HttpMethod.GET;
import static com.microsoft.azure.functions.HttpMethod.POST;
import static io.spillway.functions.access.Role.APP;
import static io.spillway.functions.access.Role.OPERATOR;

import io.spillway.DonorMessages;
import io.spillway.functions.http.Route;
import io.spillway.ports.Stores;
import java.util.List;

/** Routes for the list of streams, and for a stream's statistics, their recount, and alerts. */
public final class StreamRoutes {

  private StreamRoutes() {}

  /** Returns all routes. */
  public static List<Route> of(Stores stores, DonorMessages donorMessages) {
    StreamHandlers streams =
        new StreamHandlers(
            stores.stats(),
            stores.messageArchive(),
            stores.violationArchive(),
            stores.alerts(),
            donorMessages);
    StreamListHandlers list = new StreamListHandlers(stores::streams);
    return List.of(
        new Route("ListStreams", GET, "streams", APP, list::list),
        new Route("GetStats", GET, "streams/{streamId}/stats", APP, streams::stats),
        new Route("GetSeedStats", GET, "stats/{streamId}", APP, streams::stats),
        new Route("RecountStream", POST, "recounts/{streamId}", OPERATOR, streams::recount),
        new Route("ListAlerts", GET, "streams/{streamId}/alerts", APP, streams::alerts));
  }
}
