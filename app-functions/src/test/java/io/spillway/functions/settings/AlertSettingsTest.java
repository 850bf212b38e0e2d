package io.spillway.functions.settings;

import static io.spillway.functions.settings.Problems.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.AlertRules;
import io.spillway.adapters.webhook.WebhookSecret;
import io.spillway.adapters.webhook.WebhookSettings;
import io.spillway.ports.event.Milestones;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertSettingsTest {

  @Test
  void alert_rules_and_the_webhook_can_be_set() {
    String secret = "whsec_" + "c2VjcmV0LWtleQ==".repeat(1).replace("=", "") + "A".repeat(26);
    AlertSettings alerts =
        Settings.from(
                Map.of(
                    "SPILLWAY_ALERT_DONATIONS", "USD=12.50, JPY=300",
                    "SPILLWAY_ALERT_RAID", "7",
                    "SPILLWAY_ALERT_FOLLOWERS", "100,5",
                    "SPILLWAY_ALERT_GIFTS", "20",
                    "SPILLWAY_ALERT_CHEERS", "500",
                    "SPILLWAY_ALERT_CUSTOM", "hype.train, hydrate",
                    "SPILLWAY_ALERT_WEBHOOK_URL", "https://example.org/top-secret",
                    "SPILLWAY_ALERT_WEBHOOK_SECRET", secret,
                    "SPILLWAY_ALERT_WEBHOOK_TIMEOUT_MS", "2500"))
            .alerts();

    assertThat(alerts.rules())
        .isEqualTo(
            new AlertRules(
                Map.of("USD", 1_250L, "JPY", 300L),
                7,
                Milestones.of(List.of(5L, 100L)),
                20,
                500,
                Set.of("hype.train", "hydrate")));
    assertThat(alerts.webhook())
        .isEqualTo(
            new WebhookSettings(
                URI.create("https://example.org/top-secret"),
                List.of(WebhookSecret.parse(secret)),
                false,
                Duration.ofMillis(2_500)));
    assertThat(alerts.toString()).doesNotContain("top-secret", "c2VjcmV0");
  }

  @Test
  void each_rule_can_be_switched_off() {
    AlertRules rules =
        Settings.from(
                Map.of(
                    "SPILLWAY_ALERT_DONATIONS", "none",
                    "SPILLWAY_ALERT_RAID", "none",
                    "SPILLWAY_ALERT_FOLLOWERS", "none",
                    "SPILLWAY_ALERT_GIFTS", "none",
                    "SPILLWAY_ALERT_CHEERS", "none",
                    "SPILLWAY_ALERT_CUSTOM", "none"))
            .alerts()
            .rules();

    assertThat(rules).isEqualTo(new AlertRules(Map.of(), Integer.MAX_VALUE, Milestones.NONE));
  }

  @Test
  void rules_that_are_not_set_are_the_standard_ones() {
    assertThat(Settings.from(Map.of()).alerts().rules()).isEqualTo(AlertRules.STANDARD);
  }

  @Test
  void currencies_may_be_in_lower_case_and_amounts_as_large_as_a_donation() {
    AlertRules rules =
        Settings.from(Map.of("SPILLWAY_ALERT_DONATIONS", "usd=5, Jpy=10000000000"))
            .alerts()
            .rules();

    assertThat(rules.largeDonation()).isEqualTo(Map.of("USD", 500L, "JPY", 10_000_000_000L));
  }

  @Test
  void a_retired_currency_is_reported_with_its_successor() {
    assertThat(problems(Map.of("SPILLWAY_ALERT_DONATIONS", "DEM=5")))
        .containsExactly(
            "SPILLWAY_ALERT_DONATIONS: a currency must be in use: DEM was replaced by EUR");
  }

  @ParameterizedTest
  @CsvSource({
    "GIFTS, 0, a number of subscriptions",
    "GIFTS, some, a number of subscriptions",
    "CHEERS, -1, a number of bits",
    "CHEERS, 0, a number of bits",
    "CUSTOM, Hype!, the name of a custom type must be",
    "CUSTOM, donation, the name of a custom type must not be",
    "DONATIONS, JPY=10000000001, at most 10000000000",
    "DONATIONS, 'USD=1, usd=2', one amount for USD"
  })
  void an_invalid_rule_is_reported(String name, String value, String problem) {
    assertThat(problems(Map.of("SPILLWAY_ALERT_" + name, value)))
        .singleElement()
        .asString()
        .startsWith("SPILLWAY_ALERT_" + name + ": ")
        .contains(problem);
  }

  @Test
  void invalid_alert_settings_are_reported() {
    assertThat(
            problems(
                Map.of(
                    "SPILLWAY_ALERT_DONATIONS", "USD=0.001",
                    "SPILLWAY_ALERT_RAID", "-1",
                    "SPILLWAY_ALERT_FOLLOWERS", "0",
                    "SPILLWAY_ALERT_WEBHOOK_URL", "http://example.org/top-secret",
                    "SPILLWAY_ALERT_WEBHOOK_SECRET", "top-secret")))
        .hasSize(4)
        .anyMatch(
            problem -> problem.startsWith("SPILLWAY_ALERT_DONATIONS: must have amounts valid"))
        .anyMatch(problem -> problem.startsWith("SPILLWAY_ALERT_RAID: must be a number"))
        .anyMatch(problem -> problem.startsWith("SPILLWAY_ALERT_FOLLOWERS: a milestone must be"))
        .anyMatch(problem -> problem.startsWith("SPILLWAY_ALERT_WEBHOOK_*: a secret must be"));
    for (String donations : List.of("USD", "USD=1e3", "XXX=1", "USD=1,,EUR=1;", "USD=0")) {
      assertThat(problems(Map.of("SPILLWAY_ALERT_DONATIONS", donations))).hasSize(1);
    }
    assertThat(problems(Map.of("SPILLWAY_ALERT_WEBHOOK_SECRET", "top-secret")))
        .containsExactly("SPILLWAY_ALERT_WEBHOOK_SECRET requires SPILLWAY_ALERT_WEBHOOK_URL");
    assertThat(problems(Map.of("SPILLWAY_ALERT_WEBHOOK_URL", "https://example.org/top-secret")))
        .hasSize(1);
  }
}
