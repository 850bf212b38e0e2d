package io.spillway.functions.operations;

import static com.microsoft.azure.functions.HttpMethod.GET;
import static io.spillway.functions.access.Role.OPERATOR;

import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Route;
import io.spillway.ports.Monitored;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.queue.WorkQueue;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Routes by which the service is run and described; each in a table of its own, which it needs. */
public final class OperationsRoutes {

  private OperationsRoutes() {}

  /**
   * Health.
   *
   * @param ports the parts of the service by the name that answers give them
   * @param version the build's version
   */
  public static List<Route> health(Supplier<Map<String, Monitored>> ports, String version) {
    HealthHandlers health = new HealthHandlers(ports, version);
    return List.of(new Route("GetHealth", GET, "health", null, health::health));
  }

  /**
   * Depths of queues.
   *
   * @param queues the queues besides poison queues
   */
  public static List<Route> queues(
      List<WorkQueue> queues, PoisonDepths poison, DeadLetterLedger deadLetters) {
    QueueDepthHandlers depths = new QueueDepthHandlers(queues, poison, deadLetters);
    return List.of(new Route("GetQueues", GET, "queues", OPERATOR, depths::queues));
  }

  /** The description of the API for people and tools. */
  public static List<Route> description() {
    return List.of(
        new Route(
            "GetOpenApi",
            GET,
            "openapi.json",
            null,
            call -> OpenApiFile.READ.answer(call.request())));
  }

  /**
   * The dashboard, its page, scripts and styles, and the session that it greets. The files hold no
   * data; what they ask the API for needs a role.
   */
  public static List<Route> dashboard() {
    return List.of(
        new Route(
            "GetDashboard",
            GET,
            "dashboard",
            null,
            call -> DashboardFile.page().answer(call.request())),
        new Route("GetDashboardFile", GET, "dashboard/{file}", null, OperationsRoutes::file),
        new Route("GetSession", GET, "session", null, SessionHandlers::session));
  }

  private static ApiResponse file(Call call) {
    return DashboardFile.named(call.path("file"))
        .orElseThrow(() -> ProblemException.notFound("The dashboard has no such file"))
        .answer(call.request());
  }
}
