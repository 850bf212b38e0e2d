package io.spillway.adapters.azure.gemini;

import static io.spillway.adapters.azure.ScriptedServer.answer;
import static io.spillway.adapters.azure.ScriptedServer.cut;
import static io.spillway.adapters.azure.ScriptedServer.stall;
import static io.spillway.adapters.azure.gemini.GeminiReplies.CLEAN;
import static io.spillway.adapters.azure.gemini.GeminiReplies.KEY;
import static io.spillway.adapters.azure.gemini.GeminiReplies.fails;
import static io.spillway.adapters.azure.gemini.GeminiReplies.oneTry;
import static io.spillway.adapters.azure.gemini.GeminiReplies.says;
import static io.spillway.adapters.azure.gemini.GeminiReplies.settings;
import static io.spillway.ports.FailureCategory.PERMANENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.spillway.adapters.azure.ScriptedServer;
import io.spillway.adapters.azure.ScriptedServer.Reply;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.moderation.Classification.Scored;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.testkit.Failures;
import io.spillway.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures of classifications during outages of Gemini. */
class GeminiOutageTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Reply OVERLOADED = fails(503, "UNAVAILABLE");

  private final ScriptedServer server = ScriptedServer.start();

  /** Collects probes instead of running them, so that the script only serves the text. */
  private final List<Runnable> probes = new ArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "429, RESOURCE_EXHAUSTED, classifier.throttled, THROTTLED",
    "500, INTERNAL, classifier.unavailable, TRANSIENT",
    "502, '', classifier.unavailable, TRANSIENT",
    "503, UNAVAILABLE, classifier.unavailable, TRANSIENT",
    "408, '', classifier.timeout, TRANSIENT",
    "504, DEADLINE_EXCEEDED, classifier.timeout, TRANSIENT",
    "400, INVALID_ARGUMENT, classifier.rejected, PERMANENT",
    "401, UNAUTHENTICATED, classifier.rejected, PERMANENT",
    "403, PERMISSION_DENIED, classifier.rejected, PERMANENT",
    "404, NOT_FOUND, classifier.rejected, PERMANENT",
    "302, '', classifier.rejected, PERMANENT"
  })
  void each_error_has_its_category(int status, String said, String code, FailureCategory category) {
    // Several times, because OkHttp repeats a 408 and there are probes.
    server.then(9, fails(status, said));

    Failure failure = failureOf(once());
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.category()).isEqualTo(category);
    assertThat(failure.message()).contains(status + " " + said).doesNotContain(KEY, "words");
    assertThat(failure.retryAfter()).isNull();
  }

  @Test
  void a_stalled_call_times_out() {
    server.then(stall());

    assertThat(failureOf(classifier(Duration.ofMillis(150), LONG, 1)).code())
        .isEqualTo("classifier.timeout");
  }

  @Test
  void a_cut_connection_is_an_outage() {
    server.then(10, cut());

    assertThat(failureOf(once()).code()).isEqualTo("classifier.unavailable");
  }

  @Test
  void a_refused_connection_is_an_outage() {
    ContentClassifier nobody = at(ScriptedServer.refusing());

    assertThat(failureOf(nobody).code()).isEqualTo("classifier.unavailable");
  }

  static Stream<Reply> outages() {
    return Stream.of(
        fails(429, "RESOURCE_EXHAUSTED"), fails(500, "INTERNAL"), OVERLOADED, fails(504, ""));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void a_short_outage_is_handled_by_a_retry(Reply outage) {
    server.then(outage, outage, says(CLEAN));

    assertThat(classifier(LONG, LONG, 3).classify("hello")).isInstanceOf(Scored.class);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void a_stalled_call_is_retried_within_the_budget() {
    server.then(stall(), says(CLEAN));

    assertThat(classifier(Duration.ofMillis(500), LONG, 2).classify("hello"))
        .isInstanceOf(Scored.class);
  }

  @Test
  void attempts_are_limited() {
    server.then(9, OVERLOADED);

    assertThat(failureOf(classifier(LONG, LONG, 3)).code()).isEqualTo("classifier.unavailable");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void all_attempts_together_stay_within_the_budget() {
    server.then(9, stall());
    ContentClassifier classifier = classifier(Duration.ofMillis(200), Duration.ofMillis(300), 5);

    assertThat(failureOf(classifier).code()).isEqualTo("classifier.timeout");
    assertThat(server.requests()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void the_budget_limits_the_timeout_of_an_attempt() {
    server.then(stall());
    ContentClassifier classifier = classifier(LONG, Duration.ofMillis(150), 1);

    assertTimeout(LONG.dividedBy(2), () -> failureOf(classifier));
  }

  @ParameterizedTest
  @CsvSource({"400, FAILED_PRECONDITION", "401, UNAUTHENTICATED", "403, PERMISSION_DENIED"})
  void an_invalid_request_is_not_retried(int status, String said) {
    server.then(9, fails(status, said));

    assertThat(failureOf(classifier(LONG, LONG, 3)).category()).isEqualTo(PERMANENT);
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"429, classifier.throttled", "503, classifier.unavailable"})
  void a_delay_beyond_the_budget_is_passed_on_to_the_caller(int status, String code) {
    server.then(9, answer(status, Map.of("Retry-After", "30"), ""));

    Failure failure = failureOf(classifier(LONG, LONG, 3));
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void a_delay_requested_in_the_body_applies() {
    server.then(9, fails(429, "RESOURCE_EXHAUSTED", retryInfo("34.5s")));

    assertThat(failureOf(classifier(LONG, LONG, 3)).retryAfter())
        .isEqualTo(Duration.ofMillis(34_500));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void a_delay_within_the_budget_is_observed() {
    server.then(fails(429, "RESOURCE_EXHAUSTED", retryInfo("0.2s")), says(CLEAN));

    assertThat(classifier(LONG, LONG, 3).classify("hello")).isInstanceOf(Scored.class);
    List<ScriptedServer.Request> requests = server.requests();
    assertThat(Duration.ofNanos(requests.get(1).nanoTime() - requests.get(0).nanoTime()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }

  @Test
  void an_invalid_key_is_distinguished_from_other_invalid_requests() {
    server.then(
        fails(
            400,
            "INVALID_ARGUMENT",
            Map.of(
                "@type", "type.googleapis.com/google.rpc.ErrorInfo", "reason", "API_KEY_INVALID")));

    assertThat(failureOf(once()).message()).contains("check the API key");
  }

  @Test
  void the_key_does_not_follow_a_redirect() {
    try (ScriptedServer elsewhere = ScriptedServer.start()) {
      server.then(answer(307, Map.of("Location", elsewhere.uri() + "/v1beta"), ""));

      assertThat(failureOf(once()).message()).contains("check the endpoint");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  private ContentClassifier once() {
    return at(server.uri());
  }

  private static ContentClassifier at(URI endpoint) {
    return new GeminiClassifier(oneTry(endpoint), new SettableClock(), Runnable::run);
  }

  private ContentClassifier classifier(Duration timeout, Duration budget, int maxTries) {
    return new GeminiClassifier(
        settings(server.uri(), timeout, budget, maxTries), new SettableClock(), probes::add);
  }

  private static Map<String, String> retryInfo(String delay) {
    return Map.of("@type", "type.googleapis.com/google.rpc.RetryInfo", "retryDelay", delay);
  }

  private static Failure failureOf(ContentClassifier classifier) {
    return Failures.of(() -> classifier.classify("hello"));
  }
}
