package io.spillway.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSettingsTest {

  private static final WebhookSecret SECRET = WebhookSecret.parse(Webhooks.SECRET);

  private static WebhookSettings settings(String url, boolean privateTargets) {
    return new WebhookSettings(
        URI.create(url), List.of(SECRET), privateTargets, WebhookSettings.DEFAULT_TIMEOUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org",
        "ftp://example.org",
        "example.org",
        "https:///x",
        "https://u:p@example.org",
        "https://example.org#x",
        "mailto:a@example.org"
      })
  void a_url_must_be_https_with_a_host_and_without_user_and_fragment(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(url, false))
        .withMessageStartingWith("the URL must");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://[fe80::1%25lo]/x",
        "https://example.org:99999/x",
        "https://example.org:0/x",
        "https://exa%00mple.org"
      })
  void a_url_with_a_malformed_host_or_port_is_rejected(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(url, true))
        .withMessageStartingWith("the URL ");
  }

  @Test
  void plain_http_requires_private_targets() {
    assertThat(settings("http://example.org", true).url().getScheme()).isEqualTo("http");
    assertThatIllegalArgumentException().isThrownBy(() -> settings("ftp://example.org", true));
  }

  @Test
  void secrets_and_timeouts_have_limits() {
    URI url = URI.create("https://example.org");
    for (int count : new int[] {0, 4}) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new WebhookSettings(
                      url, Collections.nCopies(count, SECRET), false, Duration.ofSeconds(1)));
    }
    for (long millis : new long[] {99, 30_001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> new WebhookSettings(url, List.of(SECRET), false, Duration.ofMillis(millis)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 23, 65})
  void a_secret_of_too_few_or_too_many_bytes_is_rejected(int bytes) {
    String secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookSecret.parse(secret))
        .withMessageNotContaining(secret);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "whsec_", "whsec_%%%", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
  void a_malformed_secret_is_rejected(String secret) {
    assertThatIllegalArgumentException().isThrownBy(() -> WebhookSecret.parse(secret));
  }

  @Test
  void the_text_form_contains_neither_the_secret_nor_the_path_of_the_url() {
    assertThat(settings("https://example.org/path?token=t0ken", false).toString())
        .contains("example.org")
        .doesNotContain("t0ken")
        .doesNotContain("path")
        .doesNotContain(Webhooks.SECRET.substring(6, 20));
  }
}
