package io.spillway.adapters.azure.gemini;

import static io.spillway.adapters.azure.gemini.GeminiReplies.CLEAN;
import static io.spillway.adapters.azure.gemini.GeminiReplies.isProbe;
import static io.spillway.adapters.azure.gemini.GeminiReplies.oneTry;
import static io.spillway.adapters.azure.gemini.GeminiReplies.refuses;
import static io.spillway.adapters.azure.gemini.GeminiReplies.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.adapters.azure.ScriptedServer;
import io.spillway.adapters.azure.ScriptedServer.Reply;
import io.spillway.adapters.azure.ScriptedServer.Request;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.moderation.Classification.Scored;
import io.spillway.ports.moderation.Classification.Unreadable;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that Gemini rejects because of an option, another parameter or the text. */
class RefusedRequestTest {

  private static final String BUDGET =
      "Budget 0 is invalid. This model only works in thinking mode.";
  private static final String CIVIC =
      "* GenerateContentRequest.safety_settings[4]: element predicate failed: $.category in (...)";
  private static final String VAGUE = "Request contains an invalid argument.";

  private Function<Request, Reply> model = request -> says(CLEAN);
  private final ScriptedServer server = ScriptedServer.startWith(r -> model.apply(r));
  private final SettableClock clock = new SettableClock();
  private final KeptLog log = KeptLog.open();
  private ContentClassifier classifier;

  @BeforeEach
  void connect() {
    classifier = new GeminiClassifier(oneTry(server.uri()), clock, Runnable::run);
  }

  @AfterEach
  void stop() {
    log.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "thinkingConfig, " + BUDGET,
    "thinkingConfig, Thinking level MINIMAL is not supported for this model.",
    "thinkingConfig, " + VAGUE,
    "HARM_CATEGORY_CIVIC_INTEGRITY, '" + CIVIC + "'",
    "HARM_CATEGORY_CIVIC_INTEGRITY, " + VAGUE
  })
  void an_option_that_the_model_rejects_is_omitted_without_losing_a_message(
      String option, String message) {
    model = request -> request.body().contains(option) ? refuses(message) : says(CLEAN);

    assertThat(classifier.classify("hello")).isInstanceOf(Scored.class);

    int before = server.requests().size();
    assertThat(classifier.classify("hello again")).isInstanceOf(Scored.class);
    assertThat(server.requests()).as("remembered: one request").hasSize(before + 1);
    Request last = server.requests().get(before);
    assertThat(last.body()).doesNotContain(option).contains("responseSchema");
  }

  @Test
  void health_and_one_log_line_name_the_omitted_option() {
    model = request -> request.body().contains("thinkingConfig") ? refuses(VAGUE) : says(CLEAN);
    classifier.classify("hello");
    classifier.classify("hello again");

    Health health = classifier.health();
    assertThat(health.state()).isEqualTo(Health.State.UP);
    assertThat(health.detail()).endsWith("; refused and left out thinkingConfig");
    assertThat(log.records).hasSize(1);
    assertThat(log.records.get(0).getMessage())
        .contains("gemini-3.5-flash-lite", "rejects thinkingConfig")
        .doesNotContain("hello", GeminiReplies.KEY);
  }

  @Test
  void two_rejected_options_are_both_omitted() {
    model =
        request ->
            request.body().contains("thinkingConfig")
                ? refuses(BUDGET)
                : request.body().contains("CIVIC") ? refuses(CIVIC) : says(CLEAN);

    assertThat(classifier.classify("hello")).isInstanceOf(Scored.class);
    assertThat(classifier.health().detail())
        .contains("safetySettings HARM_CATEGORY_CIVIC_INTEGRITY, thinkingConfig");
    assertThat(log.records).hasSize(1);
  }

  @Test
  void sixteen_concurrent_first_messages_all_succeed_and_log_once() {
    model = request -> request.body().contains("thinkingConfig") ? refuses(BUDGET) : says(CLEAN);
    ContentClassifier inBackground = new GeminiClassifier(oneTry(server.uri()), clock);

    assertThat(Concurrently.call(i -> inBackground.classify("hello " + i)))
        .hasSize(16)
        .allMatch(Scored.class::isInstance);

    assertThat(server.requests().stream().filter(r -> !isProbe(r)))
        .as("each twice at most")
        .hasSizeLessThanOrEqualTo(32);
    assertThat(server.requests().stream().filter(GeminiReplies::isProbe))
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void a_text_that_alone_is_rejected_changes_no_options_and_is_the_cause() {
    model = request -> request.body().contains("xyzzy") ? refuses(VAGUE) : says(CLEAN);

    Unreadable unreadable = (Unreadable) classifier.classify("xyzzy");

    assertThat(unreadable.isTextAtFault()).isTrue();
    assertLearntNothing();
  }

  @Test
  void a_temporary_rejection_that_names_an_option_changes_no_options() {
    server.then(refuses("thinking is refused, says xyzzy"));

    assertThat(classifier.classify("thinking xyzzy")).isInstanceOf(Scored.class);

    assertLearntNothing();
  }

  private void assertLearntNothing() {
    classifier.classify("hello");
    Request last = server.requests().get(server.requests().size() - 1);
    assertThat(last.body()).contains("thinkingConfig", "HARM_CATEGORY_CIVIC_INTEGRITY");
    assertThat(classifier.health().detail()).doesNotContain("left out");
    assertThat(log.records).isEmpty();
  }

  @Test
  void with_proven_options_a_rejected_text_is_sent_once() {
    classifier.classify("hello");
    model = request -> request.body().contains("xyzzy") ? refuses(VAGUE) : says(CLEAN);
    classifier.classify("xyzzy");

    assertThat(server.requests().stream().filter(r -> r.body().contains("xyzzy"))).hasSize(1);
  }

  @Test
  void an_option_that_is_later_rejected_is_omitted_without_a_restart() {
    classifier.classify("hello");
    model = request -> request.body().contains("thinkingConfig") ? refuses(BUDGET) : says(CLEAN);

    assertThat(classifier.classify("hello")).isInstanceOf(Scored.class);
    assertThat(classifier.health().detail()).contains("left out thinkingConfig");
  }

  @Test
  void a_rejected_required_parameter_is_named_and_probed_at_a_limited_rate() {
    model = request -> refuses("* response_schema: too many states, quoting hello");

    for (int i = 0; i < 10; i++) {
      Failure failure = Failures.of(() -> classifier.classify("hello"));
      assertThat(failure.code()).isEqualTo("classifier.rejected");
      assertThat(failure.message())
          .endsWith("400 INVALID_ARGUMENT; check the parameter response_schema");
    }

    assertThat(classifier.health().state()).isEqualTo(Health.State.DOWN);
    assertThat(log.records).hasSize(1);
    assertThat(log.records.get(0).getMessage()).contains("response_schema").doesNotContain("hello");
    assertThat(server.requests()).as("ten twice, and one probe of three").hasSize(23);
  }

  @Test
  void all_requests_for_one_text_stay_within_its_budget() {
    Duration budget = Duration.ofMillis(300);
    model = request -> ScriptedServer.slow(Duration.ofMillis(200), refuses(BUDGET));
    ContentClassifier hurried =
        new GeminiClassifier(
            GeminiReplies.settings(server.uri(), Duration.ofMillis(250), budget, 3), clock);
    Failures.of(() -> hurried.classify("a first one, which loads the SDK"));
    long start = System.nanoTime();

    Failures.of(() -> hurried.classify("hello"));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(budget.multipliedBy(2));
  }
}
