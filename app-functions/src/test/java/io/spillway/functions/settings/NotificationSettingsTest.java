package io.spillway.functions.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.core.notification.DeadLetterRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationSettingsTest {

  private static final Map<String, String> WEBHOOK =
      Map.of(
          "SPILLWAY_DEAD_LETTER_WEBHOOK_URL",
          "https://example.com/letters",
          "SPILLWAY_DEAD_LETTER_WEBHOOK_SECRET",
          "whsec_" + "A".repeat(32));

  private static NotificationSettings read(String name, String value) {
    Map<String, String> all = new HashMap<>(WEBHOOK);
    all.put(name, value);
    return Settings.from(all).notifications();
  }

  @Test
  void without_settings_there_is_no_webhook_for_dead_letters_and_alerts_wait_for_three_days() {
    NotificationSettings settings = Settings.from(Map.of()).notifications();

    assertThat(settings.deadLetters()).isNull();
    assertThat(settings.rules().longest()).isEqualTo(Duration.ofDays(3));
  }

  @Test
  void with_a_url_both_rules_apply() {
    NotificationSettings settings = Settings.from(WEBHOOK).notifications();

    assertThat(settings.deadLetters()).isNotNull();
    assertThat(settings.rules().deadLetters()).isEqualTo(new DeadLetterRules(true, 100));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "168, 168"})
  void the_maximum_age_can_be_set(String hours, int expected) {
    assertThat(read("SPILLWAY_WEBHOOK_RETRY_HOURS", hours).rules().longest())
        .isEqualTo(Duration.ofHours(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "169", "soon", "-1", "1.5"})
  void an_age_out_of_range_is_refused_by_name(String hours) {
    assertThatThrownBy(() -> read("SPILLWAY_WEBHOOK_RETRY_HOURS", hours))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("SPILLWAY_WEBHOOK_RETRY_HOURS")
        .hasMessageContaining("hours");
  }

  @Test
  void rules_can_be_chosen() {
    String name = "SPILLWAY_DEAD_LETTER_RULES";

    assertThat(read(name, "first-of-group").rules().deadLetters())
        .isEqualTo(new DeadLetterRules(true, null));
    assertThat(read(name, "more-than:5").rules().deadLetters())
        .isEqualTo(new DeadLetterRules(false, 5));
    assertThat(read(name, "more-than:5, first-of-group").rules().deadLetters())
        .isEqualTo(new DeadLetterRules(true, 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "more-than",
        "more-than:0",
        "more-than:1000001",
        "more-than:5 more-than:6",
        "all",
        ","
      })
  void unknown_and_repeated_rules_are_refused(String rules) {
    assertThatThrownBy(() -> read("SPILLWAY_DEAD_LETTER_RULES", rules))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("SPILLWAY_DEAD_LETTER_RULES");
  }

  @Test
  void rules_and_secrets_without_a_url_are_refused() {
    assertThatThrownBy(
            () ->
                Settings.from(
                    Map.of(
                        "SPILLWAY_DEAD_LETTER_RULES", "first-of-group",
                        "SPILLWAY_DEAD_LETTER_WEBHOOK_SECRET", "x")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("SPILLWAY_DEAD_LETTER_RULES requires")
        .hasMessageContaining("SPILLWAY_DEAD_LETTER_WEBHOOK_SECRET requires");
  }
}
