package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.Alert;

/** JSON of an alert: {@code {streamId, alertId, kind, summary, occurredAt, actor}}. */
public final class AlertJson {

  private AlertJson() {}

  /**
   * {@return the alert as JSON}
   *
   * @param alert the alert
   */
  public static ObjectNode write(Alert alert) {
    ObjectNode node =
        Json.object()
            .put("streamId", alert.streamId())
            .put("alertId", alert.alertId())
            .put("kind", alert.kind())
            .put("summary", alert.summary());
    Stored.put(node, "occurredAt", alert.occurredAt());
    Stored.putIfAny(node, "actor", alert.actor());
    return node;
  }

  /**
   * {@return the alert}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static Alert read(JsonNode node) {
    return new Alert(
        Stored.text(node, "streamId"),
        Stored.text(node, "alertId"),
        Stored.text(node, "kind"),
        Stored.text(node, "summary"),
        Stored.instant(node, "occurredAt"),
        // Missing in alerts stored before they had an actor.
        Stored.textOrNull(node, "actor"));
  }
}
