package io.spillway.functions.moderation;

import static com.microsoft.azure.functions.HttpMethod.GET;
import static com.microsoft.azure.functions.HttpMethod.POST;
import static io.spillway.functions.access.Role.MODERATOR;

import io.spillway.Moderation;
import io.spillway.core.message.MarkedMessages;
import io.spillway.functions.http.Route;
import io.spillway.ports.Stores;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.List;

/** Routes for the state of moderation and for published messages under review. */
public final class ModerationRoutes {

  private ModerationRoutes() {}

  /**
   * Returns all routes.
   *
   * @param telemetry the receiver of outcomes
   */
  public static List<Route> of(
      Moderation facade,
      ContentClassifier classifier,
      Stores stores,
      InstantSource clock,
      Telemetry telemetry) {
    MessageStore messages = stores.messages();
    ModerationHandlers moderation =
        new ModerationHandlers(facade.unmoderated(), classifier, messages);
    MarkedHandlers marked =
        new MarkedHandlers(
            new MarkedMessages(
                messages,
                stores.messageArchive(),
                stores.violations(),
                stores.auditLog(),
                clock,
                telemetry));
    return List.of(
        new Route("GetModerationHealth", GET, "moderation/health", MODERATOR, moderation::health),
        new Route(
            "ListUnmoderated",
            GET,
            "moderation/unmoderated",
            MODERATOR,
            moderation::listUnmoderated),
        new Route(
            "DecideUnmoderated",
            POST,
            "moderation/unmoderated/{violationId}",
            MODERATOR,
            moderation::decideUnmoderated),
        new Route(
            "ListMarkedMessages",
            GET,
            "moderation/streams/{streamId}/marked",
            MODERATOR,
            marked::list),
        new Route(
            "DecideMarkedMessage",
            POST,
            "moderation/streams/{streamId}/marked/{messageId}",
            MODERATOR,
            marked::decide));
  }
}
