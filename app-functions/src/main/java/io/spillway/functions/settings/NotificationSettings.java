package io.spillway.functions.settings;

import io.spillway.adapters.webhook.WebhookSettings;
import io.spillway.core.notification.DeadLetterRules;
import io.spillway.core.notification.NotificationRules;
import io.spillway.core.notification.NotificationSender;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rules of notifications and the webhook for dead letters.
 *
 * <p>{@code SPILLWAY_WEBHOOK_RETRY_HOURS} is the maximum age of a notification while its receiver
 * is away. {@code SPILLWAY_DEAD_LETTER_WEBHOOK_*} are as {@code SPILLWAY_ALERT_WEBHOOK_*}. {@code
 * SPILLWAY_DEAD_LETTER_RULES} lists rules: {@code first-of-group}, {@code more-than:100}.
 *
 * @param rules the rules
 * @param deadLetters the webhook for dead letters; null for none
 */
public record NotificationSettings(NotificationRules rules, @Nullable WebhookSettings deadLetters) {

  /** The standard rules, without a webhook. */
  public static final NotificationSettings STANDARD =
      new NotificationSettings(NotificationRules.STANDARD, null);

  private static final String RETRY_HOURS = "SPILLWAY_WEBHOOK_RETRY_HOURS";
  private static final String WEBHOOK = "SPILLWAY_DEAD_LETTER_WEBHOOK_";
  private static final String RULES = "SPILLWAY_DEAD_LETTER_RULES";
  private static final Pattern MORE_THAN = Pattern.compile("more-than:([0-9]{1,7})");

  static NotificationSettings read(SettingsReader reader) {
    Duration longest = reader.hours(RETRY_HOURS, NotificationSender.STANDARD_AGE);
    NotificationRules hours =
        reader.make(RETRY_HOURS, () -> new NotificationRules(longest, DeadLetterRules.STANDARD));
    String text = reader.text(RULES);
    DeadLetterRules parsed = text == null ? null : reader.make(RULES, () -> deadLetters(text));
    reader.onlyWith(reader.text(WEBHOOK + "URL") != null, WEBHOOK + "URL", RULES);
    return new NotificationSettings(
        new NotificationRules(
            hours == null ? NotificationSender.STANDARD_AGE : longest,
            parsed == null ? DeadLetterRules.STANDARD : parsed),
        AlertSettings.webhook(reader, WEBHOOK));
  }

  private static DeadLetterRules deadLetters(String text) {
    boolean firstOfGroup = false;
    Integer moreThan = null;
    for (String rule : text.split("[,\\s]+", -1)) {
      Matcher number = MORE_THAN.matcher(rule);
      if (rule.equals("first-of-group") && !firstOfGroup) {
        firstOfGroup = true;
      } else if (number.matches() && moreThan == null) {
        moreThan = Integer.valueOf(number.group(1));
      } else {
        throw new IllegalArgumentException(
            "must be first-of-group, more-than:100 or both, each once");
      }
    }
    return new DeadLetterRules(firstOfGroup, moreThan);
  }
}
