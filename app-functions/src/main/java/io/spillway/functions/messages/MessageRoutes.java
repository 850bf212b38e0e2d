package io.spillway.functions.messages;

import static com.microsoft.azure.functions.HttpMethod.GET;
import static com.microsoft.azure.functions.HttpMethod.POST;
import static io.spillway.functions.access.Role.APP;

import io.spillway.Moderation;
import io.spillway.functions.http.Route;
import io.spillway.ports.Stores;
import java.util.List;

/** Routes for messages. */
public final class MessageRoutes {

  private MessageRoutes() {}

  /** Returns all routes. */
  public static List<Route> of(Moderation moderation, Stores stores) {
    MessageHandlers messages = new MessageHandlers(moderation, stores.messages());
    MessageReadHandlers reads = new MessageReadHandlers(stores.messageArchive(), stores.feed());
    return List.of(
        new Route("SendMessage", POST, "streams/{streamId}/messages", APP, messages::send),
        new Route("SendSeedMessage", POST, "message", APP, messages::sendSeedShape),
        new Route("ListMessages", GET, "streams/{streamId}/messages", APP, reads::list),
        new Route("ReadFeed", GET, "streams/{streamId}/feed", APP, reads::feed),
        new Route(
            "ReportMessage",
            POST,
            "streams/{streamId}/messages/{messageId}/report",
            APP,
            messages::report),
        new Route(
            "GetMessage", GET, "streams/{streamId}/messages/{messageId}", APP, messages::get));
  }
}
