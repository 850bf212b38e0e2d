package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.EventField;
import io.spillway.ports.moderation.WithheldName;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * JSON of an alert: {@code {streamId, alertId, kind, summary, occurredAt, actor, actorWithheld,
 * source, eventId, milestone, messageId, text}} and the fields of its event.
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
    putCause(node, alert.cause());
    Stored.putIfAny(node, "text", alert.text());
    return node;
  }

  private static void putCause(ObjectNode node, Alert.@Nullable Cause cause) {
    if (cause == null) {
      return;
    }
    node.put("source", cause.source()).put("eventId", cause.eventId());
    EventJson.putFields(node, cause.fields());
    if (cause.milestone() != null) {
      node.put("milestone", cause.milestone());
    }
    Stored.putIfAny(node, "messageId", cause.messageId());
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

  /**
   * {@return the alert for receivers outside: as shown to everyone, with the event's id as {@code
   * id}, as its source named it, instead of {@code eventId}}
   *
   * @param alert the alert
   */
  public static ObjectNode writeForReceivers(Alert alert) {
    ObjectNode node = write(alert.shown());
    node.remove("messageId");
    JsonNode eventId = node.remove("eventId");
    return eventId == null ? node : node.set("id", eventId);
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
        node.has("actorWithheld") ? withheld(Stored.object(node, "actorWithheld")) : null,
        cause(node),
        Stored.textOrNull(node, "text"));
  }

  /** Returns the cause; null for alerts stored before they had one. */
  private static Alert.@Nullable Cause cause(JsonNode node) {
    String source = Stored.textOrNull(node, "source");
    return source == null
        ? null
        : new Alert.Cause(
            source,
            Stored.text(node, "eventId"),
            EventJson.readFields(node, Arrays.asList(EventField.values())),
            node.hasNonNull("milestone") ? Stored.longNumber(node, "milestone") : null,
            Stored.textOrNull(node, "messageId"));
  }

  private static WithheldName withheld(JsonNode node) {
    return new WithheldName(
        VerdictJson.category(Stored.text(node, "category")), Stored.text(node, "policyVersion"));
  }
}
