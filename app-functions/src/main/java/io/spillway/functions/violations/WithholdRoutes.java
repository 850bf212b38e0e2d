package io.spillway.functions.violations;

import static com.microsoft.azure.functions.HttpMethod.POST;
import static io.spillway.functions.access.Role.MODERATOR;

import io.spillway.Reviews;
import io.spillway.functions.http.Route;
import java.util.List;

/** Route for withholding a message, below its stream. */
public final class WithholdRoutes {

  private WithholdRoutes() {}

  /** Returns the route. */
  public static List<Route> of(Reviews reviews) {
    WithholdHandlers handlers = new WithholdHandlers(reviews);
    return List.of(
        new Route(
            "WithholdMessage",
            POST,
            "streams/{streamId}/messages/{messageId}/withhold",
            MODERATOR,
            handlers::withhold));
  }
}
