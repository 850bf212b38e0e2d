package io.spillway.functions.settings;

import io.spillway.AlertRules;
import io.spillway.adapters.webhook.WebhookSecret;
import io.spillway.adapters.webhook.WebhookSettings;
import io.spillway.ports.event.Currencies;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.Money;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Alert rules and the webhook for alerts.
 *
 * <p>Rules: {@code SPILLWAY_ALERT_DONATIONS}, the minimum amount by currency, such as {@code
 * USD=100.00, JPY=10000}; {@code SPILLWAY_ALERT_RAID}, the minimum number of viewers; {@code
 * SPILLWAY_ALERT_FOLLOWERS}, milestones such as {@code 10, 100, 1000}; {@code
 * SPILLWAY_ALERT_GIFTS}, the minimum number of subscriptions of a gift; {@code
 * SPILLWAY_ALERT_CHEERS}, the minimum number of bits; {@code SPILLWAY_ALERT_CUSTOM}, names of
 * custom types such as {@code hype.train, hydrate}. Each may be {@code none}, and defaults to
 * {@link AlertRules#STANDARD}.
 *
 * <p>Webhook: {@code SPILLWAY_ALERT_WEBHOOK_URL} and {@code SPILLWAY_ALERT_WEBHOOK_SECRET} (both
 * secrets; several of the latter separated by white space), {@code SPILLWAY_ALERT_WEBHOOK_PRIVATE}
 * ({@code true} to allow targets on the same machine or network, and plain HTTP), {@code
 * SPILLWAY_ALERT_WEBHOOK_TIMEOUT_MS}.
 *
 * @param rules the rules that decide which events raise an alert
 * @param webhook the webhook; null if alerts are only stored
 */
public record AlertSettings(AlertRules rules, @Nullable WebhookSettings webhook) {

  /** The standard rules, without a webhook. */
  public static final AlertSettings STANDARD = new AlertSettings(AlertRules.STANDARD, null);

  private static final String ALERT = "SPILLWAY_ALERT_";
  private static final String WEBHOOK = ALERT + "WEBHOOK_";
  private static final String NONE = "none";
  private static final String POSITIVE = "[1-9][0-9]{0,8}";

  static AlertSettings read(SettingsReader reader) {
    AlertRules standard = AlertRules.STANDARD;
    AlertRules rules =
        new AlertRules(
            value(reader, "DONATIONS", AlertSettings::donations, standard.largeDonation()),
            value(
                reader,
                "RAID",
                text -> threshold(text, "[0-9]{1,9}", "viewers"),
                standard.largeRaid()),
            value(reader, "FOLLOWERS", AlertSettings::milestones, standard.followers()),
            value(
                reader,
                "GIFTS",
                text -> threshold(text, POSITIVE, "subscriptions, 1 or more"),
                standard.largeGift()),
            value(
                reader,
                "CHEERS",
                text -> threshold(text, POSITIVE, "bits, 1 or more"),
                standard.largeCheer()),
            value(reader, "CUSTOM", AlertSettings::customTypes, standard.custom()));
    return new AlertSettings(rules, webhook(reader, WEBHOOK));
  }

  private static <T> T value(
      SettingsReader reader, String name, Function<String, T> parse, T otherwise) {
    String text = reader.text(ALERT + name);
    T value = text == null ? null : reader.make(ALERT + name, () -> parse.apply(text));
    return value == null ? otherwise : value;
  }

  private static Map<String, Long> donations(String text) {
    Map<String, Long> least = new LinkedHashMap<>();
    for (String pair : list(text)) {
      String[] parts = pair.split("=", 2);
      if (parts.length != 2 || !parts[1].matches("[0-9]{1,11}(\\.[0-9]{1,4})?")) {
        throw new IllegalArgumentException("must be pairs such as USD=100.00, or none");
      }
      String problem = Currencies.problem(parts[0]);
      if (problem != null) {
        throw new IllegalArgumentException("a currency " + problem);
      }
      Money threshold = money(Currencies.of(parts[0]), new BigDecimal(parts[1]));
      String code = threshold.currency().getCurrencyCode();
      if (least.putIfAbsent(code, threshold.minorUnits()) != null) {
        throw new IllegalArgumentException("must have one amount for " + code);
      }
    }
    return least;
  }

  private static Money money(Currency currency, BigDecimal amount) {
    try {
      return new Money(
          amount.movePointRight(currency.getDefaultFractionDigits()).longValueExact(), currency);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "must have amounts valid in their currency, at most " + Money.MAX_AMOUNT, e);
    }
  }

  private static Integer threshold(String text, String form, String unit) {
    if (text.equals(NONE)) {
      return AlertRules.NEVER;
    }
    if (!text.matches(form)) {
      throw new IllegalArgumentException("must be a number of " + unit + ", or none");
    }
    return Integer.valueOf(text);
  }

  private static Set<String> customTypes(String text) {
    Set<String> names = new LinkedHashSet<>(list(text));
    for (String name : names) {
      String problem = EventDetail.Custom.typeProblem(name);
      if (problem != null) {
        throw new IllegalArgumentException("the name of a custom type " + problem);
      }
    }
    return names;
  }

  private static Milestones milestones(String text) {
    List<Long> numbers = new ArrayList<>();
    for (String number : list(text)) {
      if (!number.matches("[0-9]{1,15}")) {
        throw new IllegalArgumentException("must be numbers of followers, or none");
      }
      numbers.add(Long.valueOf(number));
    }
    return Milestones.of(numbers);
  }

  private static List<String> list(String text) {
    return text.equals(NONE) ? List.of() : List.of(text.split("[,\\s]+"));
  }

  /**
   * Reads the settings of a webhook.
   *
   * @param prefix the beginning of their names
   */
  static @Nullable WebhookSettings webhook(SettingsReader reader, String prefix) {
    URI url = reader.url(prefix + "URL");
    boolean present = reader.text(prefix + "URL") != null;
    String secrets = reader.text(prefix + "SECRET", "");
    boolean privateTargets = reader.flag(prefix + "PRIVATE");
    var timeout = reader.millis(prefix + "TIMEOUT_MS", WebhookSettings.DEFAULT_TIMEOUT);
    reader.onlyWith(
        present, prefix + "URL", prefix + "SECRET", prefix + "PRIVATE", prefix + "TIMEOUT_MS");
    if (url == null) {
      return null;
    }
    return reader.make(
        prefix + "*", () -> new WebhookSettings(url, secrets(secrets), privateTargets, timeout));
  }

  private static List<WebhookSecret> secrets(String text) {
    return list(text).stream().map(WebhookSecret::parse).toList();
  }
}
