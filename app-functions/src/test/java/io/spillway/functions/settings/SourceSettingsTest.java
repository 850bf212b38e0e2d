package io.spillway.functions.settings;

import static io.spillway.functions.settings.Problems.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.source.EventSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceSettingsTest {

  private static SourceSettings sources(Map<String, String> environment) {
    return Settings.from(environment).sources();
  }

  @Test
  void without_settings_no_source_is_on() {
    assertThat(sources(Map.of())).isEqualTo(SourceSettings.NONE);
    assertThat(SourceSettings.NONE.all()).isEmpty();
  }

  @Test
  void each_source_is_on_with_its_settings() {
    Map<String, String> twitch =
        Map.of(
            "SPILLWAY_TWITCH_SECRETS", "top-secret-1\n top-secret-2",
            "SPILLWAY_TWITCH_CHANNELS", "12345=main, 777=second");
    Map<String, String> kofi =
        Map.of("SPILLWAY_KOFI_STREAMS", "top-secret-token=main other-token=second");

    assertThat(sources(twitch).all()).extracting(EventSource::name).containsExactly("twitch");
    assertThat(sources(kofi).all()).extracting(EventSource::name).containsExactly("kofi");
  }

  @Test
  void secrets_and_channels_of_twitch_require_each_other() {
    assertThat(problems(Map.of("SPILLWAY_TWITCH_SECRETS", "top-secret-1")))
        .containsExactly("SPILLWAY_TWITCH_SECRETS requires SPILLWAY_TWITCH_CHANNELS");
    assertThat(problems(Map.of("SPILLWAY_TWITCH_CHANNELS", "1=main")))
        .containsExactly("SPILLWAY_TWITCH_CHANNELS requires SPILLWAY_TWITCH_SECRETS");
  }

  @Test
  void every_problem_is_named_and_no_secret() {
    assertThat(
            problems(
                Map.of(
                    "SPILLWAY_TWITCH_SECRETS", "top-secret",
                    "SPILLWAY_TWITCH_CHANNELS", "main",
                    "SPILLWAY_KOFI_STREAMS", "top-secret")))
        .containsExactly(
            "SPILLWAY_TWITCH_CHANNELS: must be pairs such as 12345=main, 777=second",
            "SPILLWAY_KOFI_STREAMS: must be pairs such as TOKEN=main");
    assertThat(
            problems(
                Map.of(
                    "SPILLWAY_TWITCH_SECRETS", "secret",
                    "SPILLWAY_TWITCH_CHANNELS", "1=main",
                    "SPILLWAY_KOFI_STREAMS", "top-secret=a/b")))
        .hasSize(2)
        .contains(
            "SPILLWAY_TWITCH_SECRETS and SPILLWAY_TWITCH_CHANNELS: secrets must have 10 to 100"
                + " ASCII characters each");
  }

  @Test
  void a_channel_or_token_has_one_stream() {
    assertThat(problems(Map.of("SPILLWAY_KOFI_STREAMS", "top-secret=a top-secret=b")))
        .containsExactly("SPILLWAY_KOFI_STREAMS: must not name one of them twice");
  }
}
