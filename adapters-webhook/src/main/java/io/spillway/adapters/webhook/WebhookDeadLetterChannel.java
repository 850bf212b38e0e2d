package io.spillway.adapters.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.event.AlertOptOuts;
import io.spillway.ports.notification.DeadLetterChannel;
import io.spillway.ports.notification.DeadLetterNotice;
import io.spillway.wire.Codes;
import io.spillway.wire.NotificationJson;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Channel that posts notices about dead letters to a URL, in the form, with the signature and with
 * the checks of {@link WebhookAlertChannel}. {@code type} is {@code dead-letters.first-of-group} or
 * {@code dead-letters.more-than}; {@code data} has no payload and no name.
 */
public final class WebhookDeadLetterChannel implements DeadLetterChannel {

  private static final String LETTERS = "/api/dashboard#/letters";

  private final Webhook webhook;

  /**
   * Creates a channel to one receiver.
   *
   * @param settings the receiver and the timeout
   * @param stops the store of opt-outs
   * @param clock the clock for time stamps
   */
  public WebhookDeadLetterChannel(
      WebhookSettings settings, AlertOptOuts stops, InstantSource clock) {
    this.webhook = new Webhook(settings, stops, clock);
  }

  @Override
  public boolean send(String id, DeadLetterNotice notice) {
    ObjectNode data = NotificationJson.writeNotice(notice);
    data.remove("at");
    data.put("path", path(notice.group()));
    // The lane's tilde is no part of the id for receivers.
    return webhook.send(id.substring(1), "dead-letters." + rule(notice), notice.at(), data);
  }

  /** Returns the path of the dashboard's page with these dead letters. */
  private static String path(DeadLetterNotice.@Nullable Group group) {
    return group == null ? LETTERS : LETTERS + "?fingerprint=" + group.fingerprint();
  }

  private static String rule(DeadLetterNotice notice) {
    return Codes.code(notice.rule()).replace('_', '-');
  }

  @Override
  public Health health() {
    return webhook.health();
  }
}
