package io.spillway.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.event.AlertOptOuts;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Faults;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mapping of a receiver's responses to results. */
class WebhookAlertChannelTest extends SendingAlerts {

  private Failure failure() {
    Failure failure = Failures.of(() -> channel.send(ALERT));
    assertThat(failure.message()).doesNotContain("t0ken").doesNotContain("127.0.0.1");
    return failure;
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void every_2xx_is_success(int status) {
    receiver.answers(status);

    assertThat(channel.send(ALERT)).isTrue();
    assertThat(channel.health()).isEqualTo(Health.up("webhook"));
  }

  @ParameterizedTest
  @CsvSource({
    "500, TRANSIENT, alert-channel.unavailable",
    "502, TRANSIENT, alert-channel.unavailable",
    "503, TRANSIENT, alert-channel.unavailable",
    "408, TRANSIENT, alert-channel.unavailable",
    "425, TRANSIENT, alert-channel.unavailable",
    "429, THROTTLED, alert-channel.throttled",
    "400, PERMANENT, alert-channel.rejected",
    "401, PERMANENT, alert-channel.rejected",
    "404, PERMANENT, alert-channel.rejected",
  })
  void every_other_response_is_a_failure_with_its_category(
      int status, FailureCategory category, String code) {
    receiver.answers(status);

    Failure failure = failure();

    assertThat(failure.category()).isEqualTo(category);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.message()).contains(Integer.toString(status));
    assertThat(failure.retryAfter()).isNull();
    assertThat(receiver.requests()).hasSize(1);
    assertThat(channel.health().state()).isEqualTo(Health.State.DEGRADED);
    receiver.answers(204);
    assertThat(channel.send(ALERT)).isTrue();
    assertThat(channel.health().state()).isEqualTo(Health.State.UP);
  }

  @ParameterizedTest
  @CsvSource({
    "429, 7, PT7S",
    "503, 120, PT2M",
    "429, 'Wed, 25 Nov 2026 12:00:30 GMT', PT29.1S",
    "429, 'Wed, 25 Nov 2026 11:00:00 GMT', PT0S",
    "429, 999999999, PT1H",
    "429, soon, ",
    "429, -5, ",
  })
  void a_delay_that_the_receiver_requests_is_passed_on(int status, String header, Duration pause) {
    receiver.answers(status, "Retry-After", header);

    assertThat(failure())
        .returns(FailureCategory.THROTTLED, Failure::category)
        .returns(pause, Failure::retryAfter);
  }

  @Test
  void a_redirect_is_not_followed() {
    try (Receiver elsewhere = new Receiver()) {
      for (int status : new int[] {301, 302, 303, 307, 308}) {
        receiver.answers(status, "Location", elsewhere.url().toString());
        assertThat(failure())
            .returns(FailureCategory.PERMANENT, Failure::category)
            .returns("alert-channel.rejected", Failure::code);
      }
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void after_410_no_process_sends_to_the_receiver_until_its_settings_change() {
    receiver.answers(410);
    assertThat(channel.send(ALERT)).isFalse();
    assertThat(channel.send(ALERT)).isFalse();
    assertThat(channel.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(channel.health().detail()).contains("410").doesNotContain("t0ken");

    WebhookAlertChannel restarted = channel(Webhooks.to(receiver.url(), Duration.ofSeconds(7)));
    assertThat(restarted.send(ALERT)).isFalse();
    assertThat(receiver.requests()).hasSize(1);

    receiver.answers(204);
    URI moved = URI.create(receiver.url() + "&v=2");
    assertThat(channel(Webhooks.to(moved)).send(ALERT)).isTrue();
    WebhookSecret other = WebhookSecret.parse(Webhooks.secret(9));
    WebhookSettings resigned =
        new WebhookSettings(receiver.url(), List.of(other), true, Duration.ofSeconds(20));
    assertThat(channel(resigned).send(ALERT)).isTrue();
  }

  @Test
  void a_410_that_cannot_be_stored_is_requested_again() {
    Faults faults = new Faults();
    AlertOptOuts failing = faults.wrap(AlertOptOuts.class, stops);
    WebhookAlertChannel channel =
        new WebhookAlertChannel(Webhooks.to(receiver.url()), failing, clock);
    receiver.answers(410);
    Failure outage = Failure.transientFailure("alert-stops.unavailable", "");
    faults.failBefore("AlertOptOuts.stop", outage);

    assertThat(Failures.of(() -> channel.send(ALERT))).isEqualTo(outage);
    assertThat(channel.send(ALERT)).isFalse();
    assertThat(faults.calls())
        .containsExactly("AlertOptOuts.isStopped", "AlertOptOuts.stop", "AlertOptOuts.stop");
  }

  @Test
  void a_slow_receiver_times_out() {
    CountDownLatch end = new CountDownLatch(1);
    receiver.answers(
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    WebhookAlertChannel impatient = channel(Webhooks.to(receiver.url(), Duration.ofMillis(300)));

    Failure failure = Failures.of(() -> impatient.send(ALERT));

    end.countDown();
    assertThat(failure).returns(FailureCategory.TRANSIENT, Failure::category);
    assertThat(failure.message()).contains("no response in time");
  }

  @Test
  void a_truncated_response_is_transient() {
    receiver.answers(exchange -> exchange.close());

    assertThat(failure().category()).isEqualTo(FailureCategory.TRANSIENT);
  }

  @Test
  void an_endless_response_is_not_read() {
    receiver.answers(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[8_192];
          for (int i = 0; i < 100_000; i++) {
            exchange.getResponseBody().write(block);
          }
        });

    assertThat(channel.send(ALERT)).isTrue();
  }

  @Test
  void a_refused_connection_is_transient() {
    receiver.close();

    assertThat(failure().category()).isEqualTo(FailureCategory.TRANSIENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:PORT/", "https://localhost:PORT/", "https://[::1]:PORT/",
        "https://[::ffff:127.0.0.1]:PORT/", "https://0.0.0.0:PORT/", "https://2130706433:PORT/"
      })
  void a_target_on_this_machine_is_rejected_under_any_name(String url) {
    String port = Integer.toString(receiver.url().getPort());
    WebhookSettings settings =
        new WebhookSettings(
            URI.create(url.replace("PORT", port)),
            List.of(WebhookSecret.parse(Webhooks.SECRET)),
            false,
            Duration.ofSeconds(20));

    Failure failure = Failures.of(() -> channel(settings).send(ALERT));

    assertThat(failure)
        .returns(FailureCategory.PERMANENT, Failure::category)
        .returns("alert-channel.rejected", Failure::code);
    assertThat(failure.message()).contains("not public");
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void the_exception_has_no_cause_that_contains_the_url() {
    receiver.close();
    PortException thrown =
        org.junit.jupiter.api.Assertions.assertThrows(
            PortException.class, () -> channel.send(ALERT));
    assertThat(thrown.getCause()).isNull();
  }
}
