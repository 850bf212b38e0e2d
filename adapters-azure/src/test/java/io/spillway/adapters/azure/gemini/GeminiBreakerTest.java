package io.spillway.adapters.azure.gemini;

import static io.spillway.adapters.azure.gemini.GeminiReplies.CLEAN;
import static io.spillway.adapters.azure.gemini.GeminiReplies.fails;
import static io.spillway.adapters.azure.gemini.GeminiReplies.oneTry;
import static io.spillway.adapters.azure.gemini.GeminiReplies.says;
import static io.spillway.adapters.azure.gemini.GeminiReplies.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.adapters.azure.ScriptedServer;
import io.spillway.adapters.azure.ScriptedServer.Reply;
import io.spillway.adapters.azure.ScriptedServer.Request;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.Classification.Scored;
import io.spillway.ports.moderation.Classification.Unreadable;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Circuit breaker and health of the Gemini classifier. */
class GeminiBreakerTest {

  private static final Reply DOWN = fails(503, "UNAVAILABLE");

  /** Responses to requests beyond the script. */
  private Function<Request, Reply> gemini = request -> says(CLEAN);

  private final ScriptedServer server = ScriptedServer.startWith(r -> gemini.apply(r));
  private final SettableClock clock = new SettableClock();
  private final ContentClassifier classifier =
      new GeminiClassifier(oneTry(server.uri()), clock, Runnable::run);

  private final KeptLog kept = KeptLog.open();

  @AfterEach
  void stop() {
    kept.close();
    server.close();
  }

  @Test
  void many_failures_open_the_breaker() {
    failTimes(Resilience.LEAST_TRIES);

    Failure failure = failure();
    assertThat(failure.code()).isEqualTo("classifier.breaker-open");
    assertThat(failure.category()).isEqualTo(FailureCategory.TRANSIENT);
    assertThat(server.requests()).as("and two probes").hasSize(Resilience.LEAST_TRIES + 2);
  }

  @Test
  void an_exhausted_quota_opens_the_breaker() {
    server.then(Resilience.LEAST_TRIES, fails(429, "RESOURCE_EXHAUSTED"));
    for (int i = 0; i < Resilience.LEAST_TRIES; i++) {
      assertThat(failure().code()).isEqualTo("classifier.throttled");
    }

    assertThat(failure().code()).isEqualTo("classifier.breaker-open");
  }

  @Test
  void an_open_breaker_fails_without_retries() {
    ContentClassifier patient =
        new GeminiClassifier(
            settings(server.uri(), Duration.ofSeconds(20), Duration.ofSeconds(20), 5),
            clock,
            Runnable::run);
    gemini = request -> DOWN;
    Failures.of(() -> patient.classify("hello"));
    Failures.of(() -> patient.classify("hello"));
    int asked = server.requests().size();

    assertThat(Failures.of(() -> patient.classify("hello")).code())
        .isEqualTo("classifier.breaker-open");
    assertThat(server.requests()).hasSize(asked);
  }

  @Test
  void successful_probes_close_the_breaker() {
    failTimes(Resilience.LEAST_TRIES);
    clock.advance(Resilience.OPEN.plusMillis(1));
    gemini = request -> says(CLEAN);
    for (int i = 0; i < Resilience.PROBES + 1; i++) {
      classifier.classify("hello");
    }

    assertThat(classifier.health().state()).isEqualTo(Health.State.UP);
    assertThat(classifier.health().detail()).contains("breaker CLOSED");
  }

  @Test
  void failed_probes_open_it_again() {
    failTimes(Resilience.LEAST_TRIES);
    clock.advance(Resilience.OPEN.plusMillis(1));
    failTimes(Resilience.PROBES);

    assertThat(failure().code()).isEqualTo("classifier.breaker-open");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void fourteen_failing_texts_do_not_prevent_the_classification_of_others(Reply failure) {
    gemini = request -> isAttack(request) ? failure : hate();
    for (int i = 0; i < 14; i++) {
      Failures.of(() -> classifier.classify("zzattack"));
    }

    assertThat(classify(20, "another text")).allMatch(GeminiBreakerTest::isHate);
    assertThat(classifier.health().detail()).contains("breaker CLOSED");
  }

  static List<Reply> failures() {
    return List.of(
        fails(504, "DEADLINE_EXCEEDED"), fails(500, "INTERNAL"), DOWN, ScriptedServer.cut());
  }

  @Test
  void failing_texts_cause_at_most_one_probe_per_second() {
    gemini = request -> isAttack(request) ? DOWN : says(CLEAN);
    for (int i = 0; i < 30; i++) {
      Failures.of(() -> classifier.classify("zzattack"));
      clock.advance(Duration.ofMillis(100));
    }

    assertThat(server.requests().stream().filter(GeminiReplies::isProbe)).hasSize(3);
  }

  @Test
  void failing_texts_do_not_reopen_a_half_open_breaker() {
    failTimes(Resilience.LEAST_TRIES);
    clock.advance(Resilience.OPEN.plusMillis(1));
    gemini = request -> isAttack(request) ? DOWN : says(CLEAN);
    for (int i = 0; i < Resilience.PROBES; i++) {
      Failures.of(() -> classifier.classify("zzattack"));
    }

    assertThat(classifier.health().detail()).contains("breaker CLOSED");
  }

  @Test
  void a_failed_probe_is_repeated_before_texts_count() {
    gemini = request -> isAttack(request) ? DOWN : says(CLEAN);
    server.then(DOWN, DOWN);
    for (int i = 0; i < 2 * Resilience.LEAST_TRIES; i++) {
      Failures.of(() -> classifier.classify("zzattack"));
    }

    assertThat(classifier.classify("hello")).isInstanceOf(Scored.class);
  }

  @Test
  void malformed_responses_do_not_open_the_breaker() {
    gemini = request -> isAttack(request) ? says("not JSON") : says(CLEAN);
    for (int i = 0; i < 30; i++) {
      assertThat(classifier.classify("zzattack")).isInstanceOf(Unreadable.class);
    }

    assertThat(classifier.classify("hello")).isInstanceOf(Scored.class);
  }

  @Test
  void health_is_up_before_the_first_call() {
    assertThat(classifier.health())
        .isEqualTo(
            new Health(
                "gemini", Health.State.UP, "breaker CLOSED; no successful call yet; no failure"));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void health_has_the_last_success_and_the_last_failure() {
    server.then(says(CLEAN), DOWN);
    classifier.classify("hello");
    clock.advance(Duration.ofMinutes(1));
    failure();

    assertThat(classifier.health())
        .isEqualTo(
            new Health(
                "gemini",
                Health.State.DEGRADED,
                "breaker CLOSED; last success %s; last failure classifier.unavailable at %s"
                    .formatted(Fixtures.NOW, Fixtures.NOW.plusSeconds(60))));
  }

  @Test
  void health_is_down_while_the_breaker_is_open() {
    failTimes(Resilience.LEAST_TRIES);
    failure();

    assertThat(classifier.health().state()).isEqualTo(Health.State.DOWN);
    assertThat(classifier.health().detail())
        .contains("breaker OPEN", "last failure classifier.unavailable");
  }

  @Test
  void health_is_down_after_a_rejected_key() {
    server.then(fails(401, "UNAUTHENTICATED"));
    failure();

    assertThat(classifier.health().state()).isEqualTo(Health.State.DOWN);
    assertThat(classifier.health().detail()).contains("classifier.rejected");
  }

  @Test
  void a_rejected_key_is_logged_as_an_error_once_until_a_call_succeeds() {
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
  void an_outage_is_not_logged_as_an_error() {
    failTimes(3);

    assertThat(kept.records).isEmpty();
  }

  private void failTimes(int times) {
    gemini = request -> DOWN;
    for (int i = 0; i < times; i++) {
      assertThat(failure().code()).isEqualTo("classifier.unavailable");
    }
  }

  private Failure failure() {
    return Failures.of(() -> classifier.classify("hello"));
  }

  private List<Classification> classify(int times, String text) {
    return Stream.generate(() -> classifier.classify(text)).limit(times).toList();
  }

  private static boolean isAttack(Request request) {
    return request.body().contains("zzattack");
  }

  private static Reply hate() {
    return says("{\"scores\":[{\"category\":\"hate\",\"score\":0.97}]}");
  }

  private static boolean isHate(Classification answer) {
    return answer instanceof Scored scored && scored.scores().of(Category.HATE) == 0.97;
  }
}
