package io.spillway.adapters.azure.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spillway.adapters.azure.gemini.GeminiSettings.Thinking;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiSettingsTest {

  @Test
  void the_default_budget_is_below_one_second() {
    GeminiSettings settings = GeminiSettings.of("key");

    assertThat(settings.model()).isEqualTo("gemini-3.5-flash-lite");
    assertThat(settings.thinking()).isEqualTo(Thinking.LEAST);
    assertThat(settings.endpoint()).hasToString("https://generativelanguage.googleapis.com");
    assertThat(settings.budget()).isLessThan(Duration.ofSeconds(1));
    assertThat(settings.timeout()).isLessThan(settings.budget());
  }

  @Test
  void the_key_is_not_shown() {
    assertThat(GeminiSettings.of("AIza-secret").toString())
        .contains("apiKey=hidden", "gemini-3.5-flash-lite")
        .doesNotContain("AIza-secret");
  }

  @Test
  void an_invalid_key_is_rejected_and_not_shown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GeminiSettings.of("AIza-secret\n"))
        .withMessageContaining("apiKey")
        .withMessageNotContaining("AIza-secret");
    assertThatIllegalArgumentException().isThrownBy(() -> GeminiSettings.of(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../files", "models/gemini", "gemini?key=1", "Gemini"})
  void a_model_must_be_a_name_and_not_a_path(String model) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(model, "https://example.org", "PT0.5S", "PT0.8S", 1))
        .withMessageContaining("model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.org", "ftp://localhost", "https:///", "nothing"})
  void the_key_is_sent_over_https_only(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("gemini-3", endpoint, "PT0.5S", "PT0.8S", 1))
        .withMessageContaining("endpoint must be an https URL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"})
  void an_endpoint_on_this_machine_may_use_http(String endpoint) {
    assertThat(with("gemini-3", endpoint, "PT0.5S", "PT0.8S", 1).endpoint())
        .isEqualTo(URI.create(endpoint));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.049S, PT0.8S, 1, timeout",
    "PT31S, PT0.8S, 1, timeout",
    "PT0.5S, PT0S, 1, budget",
    "PT0.5S, PT61S, 1, budget",
    "PT0.5S, PT0.8S, 0, maxTries",
    "PT0.5S, PT0.8S, 6, maxTries"
  })
  void timeouts_and_attempts_have_limits(
      String timeout, String budget, int maxTries, String named) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("gemini-3", "https://example.org", timeout, budget, maxTries))
        .withMessageStartingWith(named + " must be");
  }

  @Test
  void a_model_of_generation_2_accepts_no_level_of_thinking() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new GeminiSettings(
                    "key",
                    "gemini-2.5-flash",
                    Thinking.HIGH,
                    GeminiSettings.DEFAULT_ENDPOINT,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    1))
        .withMessageContaining("LEAST");
  }

  private static GeminiSettings with(
      String model, String endpoint, String timeout, String budget, int maxTries) {
    return new GeminiSettings(
        "key",
        model,
        Thinking.LEAST,
        URI.create(endpoint),
        Duration.parse(timeout),
        Duration.parse(budget),
        maxTries);
  }
}
