package io.spillway.functions.operations;

import static com.microsoft.azure.functions.HttpMethod.GET;
import static io.spillway.functions.access.Role.MODERATOR;
import static io.spillway.functions.access.Role.OPERATOR;

import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Route;
import io.spillway.ports.Monitored;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.queue.WorkQueue;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Routes for operating and describing the service, each in its own table. */
public final class OperationsRoutes {

  private OperationsRoutes() {}

  /**
   * Returns the health route.
   *
   * @param ports the dependencies, by their name in the response
   * @param version the build's version
   */
  public static List<Route> health(Supplier<Map<String, Monitored>> ports, String version) {
    HealthHandlers health = new HealthHandlers(ports, version);
    return List.of(new Route("GetHealth", GET, "health", Set.of(), health::health));
  }

  /**
   * Returns the route for queue depths.
   *
   * @param queues the queues other than poison queues
   */
  public static List<Route> queues(
      List<WorkQueue> queues, PoisonDepths poison, DeadLetterLedger deadLetters) {
    QueueDepthHandlers depths = new QueueDepthHandlers(queues, poison, deadLetters);
    return List.of(new Route("GetQueues", GET, "queues", OPERATOR, depths::queues));
  }

  /**
   * Returns the route for the status of everything that people attend to.
   *
   * @param ports the dependencies, by their name in the health response
   * @param version the build's version
   */
  public static List<Route> status(
      Supplier<Map<String, Monitored>> ports, String version, Stores stores, InstantSource clock) {
    StatusHandlers status =
        new StatusHandlers(ports, version, new StatusCounts(stores, clock), clock);
    return List.of(
        new Route("GetStatus", GET, "status", Set.of(MODERATOR, OPERATOR), status::status));
  }

  /** Returns the routes that describe the API, for people and tools. */
  public static List<Route> description() {
    return List.of(
        new Route(
            "GetOpenApi",
            GET,
            "openapi.json",
            Set.of(),
            call -> ApiDescription.openApi().answer(call.request())),
        new Route(
            "GetAsyncApi",
            GET,
            "asyncapi.json",
            Set.of(),
            call -> ApiDescription.asyncApi().answer(call.request())));
  }

  /**
   * Returns the routes of the dashboard: page, scripts, styles and session. The files contain no
   * data; the API calls of the page require a role.
   */
  public static List<Route> dashboard() {
    return List.of(
        new Route(
            "GetDashboard",
            GET,
            "dashboard",
            Set.of(),
            call -> DashboardFile.page().answer(call.request())),
        new Route("GetDashboardFile", GET, "dashboard/{file}", Set.of(), OperationsRoutes::file),
        new Route("GetSession", GET, "session", Set.of(), SessionHandlers::session));
  }

  private static ApiResponse file(Call call) {
    return DashboardFile.named(call.path("file"))
        .orElseThrow(() -> ProblemException.notFound("The dashboard has no such file"))
        .answer(call.request());
  }
}
