package io.spillway.adapters.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.Ids;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.event.AlertOptOuts;
import io.spillway.wire.AlertJson;
import java.time.InstantSource;

/**
 * Alert channel that posts alerts to a URL as JSON {@code {type, timestamp, data}} with the headers
 * of Standard Webhooks. {@code webhook-id} consists of the alert's stream and id, or of their hash,
 * has no dot and is the same for every attempt. A follow-up has an id of its own, and {@code
 * followUp} in {@code data}.
 *
 * <p>2xx is success. 410 is an opt-out, which is remembered for this URL and these secrets, here
 * and in {@link AlertOptOuts}, until they change. 429, and a 5xx with {@code Retry-After}, are
 * THROTTLED; other 5xx, 408, 425, and a timeout are TRANSIENT; any other response, including a
 * redirect, is PERMANENT. The body of a response is not read. There are no retries here.
 *
 * <p>Unless the settings allow it, alerts are not sent to addresses of this machine or its private
 * network. No proxy is used, because the target address could not be checked.
 */
public final class WebhookAlertChannel implements AlertChannel {

  private final Webhook webhook;

  /**
   * Creates a channel to one receiver.
   *
   * @param settings the receiver and the timeout
   * @param stops the store of opt-outs
   * @param clock the clock for time stamps
   */
  public WebhookAlertChannel(WebhookSettings settings, AlertOptOuts stops, InstantSource clock) {
    this.webhook = new Webhook(settings, stops, clock);
  }

  @Override
  public boolean send(Alert alert) {
    return send(alert, AlertJson.writeForReceivers(alert), false);
  }

  @Override
  public boolean sendFollowUp(Alert alert) {
    return send(alert, AlertJson.writeForReceivers(alert).put("followUp", true), true);
  }

  private boolean send(Alert alert, ObjectNode data, boolean isFollowUp) {
    return webhook.send(id(alert, isFollowUp), "alert." + alert.kind(), alert.occurredAt(), data);
  }

  @Override
  public Health health() {
    return webhook.health();
  }

  /** Returns an id without a dot, which separates the parts of the signed text. */
  private static String id(Alert alert, boolean isFollowUp) {
    String id = alert.streamId() + "~" + alert.alertId();
    if (isFollowUp) {
      return Ids.derive(id + "~text");
    }
    return id.indexOf('.') < 0 ? id : Ids.derive(id);
  }
}
