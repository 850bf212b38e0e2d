package io.spillway.adapters.azure.gemini;

import static io.spillway.adapters.azure.gemini.GeminiReplies.CLEAN;
import static io.spillway.adapters.azure.gemini.GeminiReplies.fails;
import static io.spillway.adapters.azure.gemini.GeminiReplies.oneTry;
import static io.spillway.adapters.azure.gemini.GeminiReplies.says;
import static io.spillway.adapters.azure.gemini.GeminiReplies.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.adapters.azure.ScriptedServer;
import io.spillway.adapters.azure.ScriptedServer.Reply;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When Gemini is left alone, and what people are told of it. */
class GeminiBreakerTest {

  private static final Reply DOWN = fails(503, "UNAVAILABLE");

  private final ScriptedServer server = ScriptedServer.start();
  private final SettableClock clock = new SettableClock();
  private final ContentClassifier classifier = new GeminiClassifier(oneTry(server.uri()), clock);

  private final Logger logger = Logger.getLogger(GeminiClassifier.class.getName());
  private final Kept kept = new Kept();

  /** Keeps what is logged, in the place of printing it. */
  private static final class Kept extends Handler {
    private final List<LogRecord> records = new ArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      records.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void keepTheLog() {
    logger.setUseParentHandlers(false);
    logger.addHandler(kept);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(kept);
    server.close();
  }

  @Test
  void after_many_failures_gemini_is_not_asked_for_a_while() {
    failTimes(Resilience.LEAST_TRIES);

    Failure failure = failure();
    assertThat(failure.code()).isEqualTo("classifier.breaker-open");
    assertThat(failure.category()).isEqualTo(FailureCategory.TRANSIENT);
    assertThat(server.requests()).hasSize(Resilience.LEAST_TRIES);
  }

  @Test
  void quota_that_is_used_up_opens_the_breaker_too() {
    server.then(Resilience.LEAST_TRIES, fails(429, "RESOURCE_EXHAUSTED"));
    for (int i = 0; i < Resilience.LEAST_TRIES; i++) {
      assertThat(failure().code()).isEqualTo("classifier.throttled");
    }

    assertThat(failure().code()).isEqualTo("classifier.breaker-open");
  }

  @Test
  void an_open_breaker_is_not_tried_again() {
    server.then(9, DOWN);
    failTimes(Resilience.LEAST_TRIES - 1);
    ContentClassifier patient =
        new GeminiClassifier(
            settings(server.uri(), Duration.ofSeconds(20), Duration.ofSeconds(20), 5), clock);
    server.then(99, DOWN);
    Failures.of(() -> patient.classify("hello"));
    Failures.of(() -> patient.classify("hello"));
    int asked = server.requests().size();

    assertThat(Failures.of(() -> patient.classify("hello")).code())
        .isEqualTo("classifier.breaker-open");
    assertThat(server.requests()).hasSize(asked);
  }

  @Test
  void probes_that_succeed_close_the_breaker() {
    failTimes(Resilience.LEAST_TRIES);
    clock.advance(Resilience.OPEN.plusMillis(1));
    server.then(Resilience.PROBES + 1, says(CLEAN));
    for (int i = 0; i < Resilience.PROBES + 1; i++) {
      classifier.classify("hello");
    }

    assertThat(classifier.health().state()).isEqualTo(Health.State.UP);
    assertThat(classifier.health().detail()).contains("breaker CLOSED");
  }

  @Test
  void probes_that_fail_open_it_again() {
    failTimes(Resilience.LEAST_TRIES);
    clock.advance(Resilience.OPEN.plusMillis(1));
    failTimes(Resilience.PROBES);

    assertThat(failure().code()).isEqualTo("classifier.breaker-open");
  }

  @Test
  void no_viewer_can_open_the_breaker_with_texts_that_confuse_or_are_refused() {
    server.then(30, says("not JSON")).then(30, fails(400, "INVALID_ARGUMENT"));
    for (int i = 0; i < 60; i++) {
      assertThat(failure().code()).isIn("classifier.bad-answer", "classifier.rejected");
    }
    server.then(says(CLEAN));

    classifier.classify("hello");
    assertThat(server.requests()).hasSize(61);
  }

  @Test
  void it_is_healthy_before_the_first_call_and_has_not_asked() {
    assertThat(classifier.health())
        .isEqualTo(
            new Health(
                "gemini", Health.State.UP, "breaker CLOSED; last answer never; last failure none"));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void health_tells_the_last_answer_and_the_last_failure() {
    server.then(says(CLEAN), DOWN);
    classifier.classify("hello");
    clock.advance(Duration.ofMinutes(1));
    failure();

    assertThat(classifier.health())
        .isEqualTo(
            new Health(
                "gemini",
                Health.State.DEGRADED,
                "breaker CLOSED; last answer %s; last failure classifier.unavailable at %s"
                    .formatted(Fixtures.NOW, Fixtures.NOW.plusSeconds(60))));
  }

  @Test
  void an_open_breaker_is_down_and_says_why() {
    failTimes(Resilience.LEAST_TRIES);
    failure();

    assertThat(classifier.health().state()).isEqualTo(Health.State.DOWN);
    assertThat(classifier.health().detail())
        .contains("breaker OPEN", "last failure classifier.unavailable");
  }

  @Test
  void a_wrong_key_is_down_at_once() {
    server.then(fails(401, "UNAUTHENTICATED"));
    failure();

    assertThat(classifier.health().state()).isEqualTo(Health.State.DOWN);
    assertThat(classifier.health().detail()).contains("classifier.rejected");
  }

  @Test
  void a_wrong_key_is_logged_as_an_error_once_until_it_works_again() {
    Reply refused = fails(403, "PERMISSION_DENIED");
    server.then(refused, refused, says(CLEAN), refused);
    failure();
    failure();
    assertThat(kept.records).hasSize(1);

    classifier.classify("hello");
    failure();
    assertThat(kept.records).hasSize(2);
    assertThat(kept.records)
        .allSatisfy(
            each -> {
              assertThat(each.getLevel()).isEqualTo(Level.SEVERE);
              assertThat(each.getMessage())
                  .contains("403 PERMISSION_DENIED", "check the API key")
                  .doesNotContain(GeminiReplies.KEY, "hello");
            });
  }

  @Test
  void an_outage_is_no_error_in_the_log() {
    failTimes(3);

    assertThat(kept.records).isEmpty();
  }

  private void failTimes(int times) {
    server.then(times, DOWN);
    for (int i = 0; i < times; i++) {
      assertThat(failure().code()).isEqualTo("classifier.unavailable");
    }
  }

  private Failure failure() {
    return Failures.of(() -> classifier.classify("hello"));
  }
}
