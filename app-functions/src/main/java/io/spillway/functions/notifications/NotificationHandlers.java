package io.spillway.functions.notifications;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.core.notification.NotificationDesk;
import io.spillway.core.notification.NotificationResult;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.NotificationFilter;
import io.spillway.ports.notification.NotificationKind;
import io.spillway.ports.notification.NotificationState;
import io.spillway.wire.Json;
import io.spillway.wire.NotificationJson;
import io.spillway.wire.PageJson;

/** Handlers for notifications. */
final class NotificationHandlers {

  private final NotificationDesk desk;

  NotificationHandlers(NotificationDesk desk) {
    this.desk = desk;
  }

  ApiResponse list(Call call) {
    Query query = call.query();
    NotificationFilter filter =
        filter(query).withState(query.code("state", NotificationState.class));
    PageRequest page = query.page();
    query.orThrow();
    return ApiResponse.json(
        200, PageJson.write(desk.list(filter, page), NotificationHandlers::json));
  }

  ApiResponse get(Call call) {
    return desk.find(call.path("notificationId"))
        .map(found -> ApiResponse.json(200, json(found)))
        .orElseThrow(NotificationHandlers::notFound);
  }

  ApiResponse retry(Call call) {
    return answer(desk.retry(call.path("notificationId")));
  }

  ApiResponse cancel(Call call) {
    Body body = Body.of(call.request());
    String reason = body.fields().text("reason");
    body.orThrow();
    return answer(desk.cancel(call.path("notificationId"), reason, call.caller().name()));
  }

  ApiResponse retryFailed(Call call) {
    Query query = call.query();
    NotificationFilter filter = filter(query);
    query.orThrow();
    NotificationDesk.Retried retried = desk.retryFailed(filter);
    return ApiResponse.json(
        200, Json.object().put("retried", retried.count()).put("hasMore", retried.hasMore()));
  }

  private static NotificationFilter filter(Query query) {
    return NotificationFilter.all()
        .ofKind(query.code("kind", NotificationKind.class))
        .inStream(query.id("streamId"));
  }

  private static ApiResponse answer(NotificationResult result) {
    if (result instanceof NotificationResult.Done done) {
      return ApiResponse.json(200, json(done.now()));
    }
    if (result instanceof NotificationResult.NotAllowed notAllowed) {
      throw ProblemException.of(
          new Problem(409, "step-not-allowed", "Invalid state transition", notAllowed.reason()));
    }
    if (result instanceof NotificationResult.Busy) {
      throw ProblemException.ofContention("notification");
    }
    throw notFound();
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("No notification with this id");
  }

  private static ObjectNode json(Versioned<Notification> found) {
    ObjectNode node = NotificationJson.write(found.value());
    node.remove("leasedUntil");
    return node;
  }
}
