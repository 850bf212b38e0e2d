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
import org.junit.jupiter.api.Test;

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
                    "SPILLWAY_ALERT_WEBHOOK_URL", "https://example.org/top-secret",
                    "SPILLWAY_ALERT_WEBHOOK_SECRET", secret,
                    "SPILLWAY_ALERT_WEBHOOK_TIMEOUT_MS", "2500"))
            .alerts();

    assertThat(alerts.rules())
        .isEqualTo(
            new AlertRules(
                Map.of("USD", 1_250L, "JPY", 300L), 7, Milestones.of(List.of(5L, 100L))));
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
                    "SPILLWAY_ALERT_FOLLOWERS", "none"))
            .alerts()
            .rules();

    assertThat(rules).isEqualTo(new AlertRules(Map.of(), Integer.MAX_VALUE, Milestones.NONE));
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
        .anyMatch(problem -> problem.startsWith("SPILLWAY_ALERT_DONATIONS: must have ISO 4217"))
        .anyMatch(problem -> problem.startsWith("SPILLWAY_ALERT_RAID: must be a number"))
        .anyMatch(problem -> problem.startsWith("SPILLWAY_ALERT_FOLLOWERS: a milestone must be"))
        .anyMatch(problem -> problem.startsWith("SPILLWAY_ALERT_WEBHOOK_*: a secret must be"));
    for (String donations : List.of("USD", "USD=1e3", "XXX=1", "USD=1,,EUR=1;", "usd=5", "USD=0")) {
      assertThat(problems(Map.of("SPILLWAY_ALERT_DONATIONS", donations))).hasSize(1);
    }
    assertThat(problems(Map.of("SPILLWAY_ALERT_WEBHOOK_SECRET", "top-secret")))
        .containsExactly("SPILLWAY_ALERT_WEBHOOK_SECRET requires SPILLWAY_ALERT_WEBHOOK_URL");
    assertThat(problems(Map.of("SPILLWAY_ALERT_WEBHOOK_URL", "https://example.org/top-secret")))
        .hasSize(1);
  }
}
