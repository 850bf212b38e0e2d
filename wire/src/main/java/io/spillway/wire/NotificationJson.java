package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.notification.DeadLetterNotice;
import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.Notification.Content;
import io.spillway.ports.notification.Notification.Delivery;
import io.spillway.ports.notification.NotificationKind;
import io.spillway.ports.notification.NotificationState;

/**
 * JSON of a notification: {@code {notificationId, kind, streamId?, alertId?, notice?, createdAt,
 * state, attempts, waitingSince, nextAttemptAt, lastAttemptAt?, leasedUntil?, failure?, endedAt?,
 * by?, note}}.
 */
public final class NotificationJson {

  private NotificationJson() {}

  /**
   * {@return the notification as JSON}
   *
   * @param notification the notification
   */
  public static ObjectNode write(Notification notification) {
    ObjectNode node =
        Json.object()
            .put("notificationId", notification.id())
            .put("kind", Codes.code(notification.kind()));
    if (notification.content() instanceof Notification.OfAlert alert) {
      node.put("streamId", alert.streamId()).put("alertId", alert.alertId());
    } else if (notification.content() instanceof Notification.OfDeadLetters letters) {
      node.set("notice", writeNotice(letters.notice()));
    }
    Stored.put(node, "createdAt", notification.createdAt());
    putDelivery(node, notification.delivery());
    return node;
  }

  private static void putDelivery(ObjectNode node, Delivery delivery) {
    node.put("state", Codes.code(delivery.state())).put("attempts", delivery.attempts());
    Stored.put(node, "waitingSince", delivery.waitingSince());
    Stored.put(node, "nextAttemptAt", delivery.nextAttemptAt());
    Stored.putIfAny(node, "lastAttemptAt", delivery.lastAttemptAt());
    Stored.putIfAny(node, "leasedUntil", delivery.leasedUntil());
    FailureJson.putIfAny(node, delivery.failure());
    Stored.putIfAny(node, "endedAt", delivery.endedAt());
    Stored.putIfAny(node, "by", delivery.by());
    node.put("note", delivery.note());
  }

  /**
   * {@return a notice about dead letters as JSON: {@code {rule, count, limit?, at, fingerprint?,
   * failureCode?, message?, activity?, exampleId?}}}
   *
   * @param notice the notice
   */
  public static ObjectNode writeNotice(DeadLetterNotice notice) {
    ObjectNode node =
        Json.object().put("rule", Codes.code(notice.rule())).put("count", notice.count());
    if (notice.limit() != null) {
      node.put("limit", notice.limit());
    }
    Stored.put(node, "at", notice.at());
    DeadLetterNotice.Group group = notice.group();
    if (group != null) {
      node.put("fingerprint", group.fingerprint())
          .put("failureCode", group.failureCode())
          .put("message", group.message())
          .put("exampleId", group.exampleId());
      Stored.putIfAny(node, "activity", group.activity());
    }
    return node;
  }

  /**
   * {@return the notification}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static Notification read(JsonNode node) {
    return new Notification(
        Stored.text(node, "notificationId"),
        content(node),
        Stored.instant(node, "createdAt"),
        delivery(node));
  }

  private static Content content(JsonNode node) {
    return switch (Stored.code(node, "kind", NotificationKind.class)) {
      case ALERT ->
          new Notification.OfAlert(Stored.text(node, "streamId"), Stored.text(node, "alertId"));
      case DEAD_LETTERS ->
          new Notification.OfDeadLetters(readNotice(Stored.object(node, "notice")));
    };
  }

  private static Delivery delivery(JsonNode node) {
    return new Delivery(
        Stored.code(node, "state", NotificationState.class),
        Stored.number(node, "attempts"),
        Stored.instant(node, "waitingSince"),
        Stored.instant(node, "nextAttemptAt"),
        Stored.instantOrNull(node, "lastAttemptAt"),
        Stored.instantOrNull(node, "leasedUntil"),
        FailureJson.readIfAny(node),
        Stored.instantOrNull(node, "endedAt"),
        Stored.textOrNull(node, "by"),
        Stored.text(node, "note"));
  }

  private static DeadLetterNotice readNotice(JsonNode node) {
    return new DeadLetterNotice(
        Stored.code(node, "rule", DeadLetterNotice.Rule.class),
        Stored.longNumber(node, "count"),
        node.hasNonNull("limit") ? Stored.longNumber(node, "limit") : null,
        Stored.instant(node, "at"),
        node.hasNonNull("fingerprint") ? group(node) : null);
  }

  private static DeadLetterNotice.Group group(JsonNode node) {
    return new DeadLetterNotice.Group(
        Stored.text(node, "fingerprint"),
        Stored.text(node, "failureCode"),
        Stored.text(node, "message"),
        Stored.textOrNull(node, "activity"),
        Stored.text(node, "exampleId"));
  }
}
