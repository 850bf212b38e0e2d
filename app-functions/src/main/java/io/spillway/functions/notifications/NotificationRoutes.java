package io.spillway.functions.notifications;

import static com.microsoft.azure.functions.HttpMethod.GET;
import static com.microsoft.azure.functions.HttpMethod.POST;
import static io.spillway.functions.access.Role.OPERATOR;

import io.spillway.core.notification.NotificationDesk;
import io.spillway.functions.http.Route;
import java.util.List;

/** Routes for notifications. */
public final class NotificationRoutes {

  private static final String ALL = "notifications";
  private static final String ONE = "notifications/{notificationId}";

  private NotificationRoutes() {}

  /** Returns all routes. */
  public static List<Route> of(NotificationDesk desk) {
    NotificationHandlers handlers = new NotificationHandlers(desk);
    return List.of(
        new Route("ListNotifications", GET, ALL, OPERATOR, handlers::list),
        new Route("RetryNotifications", POST, ALL + "/retry", OPERATOR, handlers::retryFailed),
        new Route("GetNotification", GET, ONE, OPERATOR, handlers::get),
        new Route("RetryNotification", POST, ONE + "/retry", OPERATOR, handlers::retry),
        new Route("CancelNotification", POST, ONE + "/cancel", OPERATOR, handlers::cancel));
  }
}
