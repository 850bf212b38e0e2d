package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.Alert;
import io.spillway.ports.moderation.WithheldName;
import org.jspecify.annotations.Nullable;

/**
 * JSON of an alert: {@code {streamId, alertId, kind, summary, occurredAt, actor, actorWithheld}}.
 */
public final class AlertJson {

  private AlertJson() {}

  /**
   * {@return the complete alert as JSON, for storage and exports}
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
    putWithheld(node, alert.actorWithheld());
    return node;
  }

  /**
   * {@return the alert for operators: as shown to everyone, with the reason for which a name is
   * withheld}
   *
   * @param alert the alert
   */
  public static ObjectNode writeForOperators(Alert alert) {
    ObjectNode node = write(alert.shown());
    putWithheld(node, alert.actorWithheld());
    return node;
  }

  private static void putWithheld(ObjectNode node, @Nullable WithheldName reason) {
    if (reason != null) {
      node.putObject("actorWithheld")
          .put("category", reason.category().code())
          .put("policyVersion", reason.policyVersion());
    }
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
        Stored.textOrNull(node, "actor"),
        // Missing if the actor is named, and in alerts stored before names were checked.
        node.has("actorWithheld") ? withheld(Stored.object(node, "actorWithheld")) : null);
  }

  private static WithheldName withheld(JsonNode node) {
    return new WithheldName(
        VerdictJson.category(Stored.text(node, "category")), Stored.text(node, "policyVersion"));
  }
}
