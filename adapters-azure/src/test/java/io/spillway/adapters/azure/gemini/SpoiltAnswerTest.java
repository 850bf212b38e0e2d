package io.spillway.adapters.azure.gemini;

import static io.spillway.adapters.azure.ScriptedServer.answer;
import static io.spillway.adapters.azure.gemini.GeminiReplies.CLEAN;
import static io.spillway.adapters.azure.gemini.GeminiReplies.fails;
import static io.spillway.adapters.azure.gemini.GeminiReplies.finishes;
import static io.spillway.adapters.azure.gemini.GeminiReplies.isProbe;
import static io.spillway.adapters.azure.gemini.GeminiReplies.oneTry;
import static io.spillway.adapters.azure.gemini.GeminiReplies.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.adapters.azure.ScriptedServer;
import io.spillway.adapters.azure.ScriptedServer.Reply;
import io.spillway.adapters.azure.ScriptedServer.Request;
import io.spillway.ports.Health;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification.ProviderBlocked;
import io.spillway.ports.moderation.Classification.Scored;
import io.spillway.ports.moderation.Classification.Unreadable;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed responses, caused by a text or by a changed format of the provider. */
class SpoiltAnswerTest {

  private static final String HATE = "{\"category\":\"hate\",\"score\":0.97}";

  private Function<Request, Reply> model = request -> says(CLEAN);
  private final ScriptedServer server = ScriptedServer.startWith(r -> model.apply(r));
  private final SettableClock clock = new SettableClock();
  private final ContentClassifier classifier =
      new GeminiClassifier(oneTry(server.uri()), clock, Runnable::run);

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'scores':[@,{'category':'hate','score':0.96}]}",
        "{'scores':[{'category':'hate','score':0},@]}",
        "{'scores':[@],'scores':[]}",
        "{'scores':[{'category':'hate','score':0.97,'score':0.01}]}",
        "{'scores':[{'category':'spam','category':'hate','score':0.97}]}",
        "{'scores':[{'category':'hate','score':0.97,'note':'x','more':{'y':[1]}}]}",
        "{'scores':[@],'verdict':'allow'}",
        "{'verdict':'allow','why':[{'z':null}],'scores':[@]}",
        "{'scores':[{'category':'HATE ','score':'0.97'}]}",
        "\uFEFF{'scores':[@]}",
        "```json\n{'scores':[@]}\n```",
        "\uFEFF```\n{'scores':[@]}```\n"
      })
  void readable_scores_are_interpreted_strictly(String answer) {
    model = request -> says(answer.replace('\'', '"').replace("@", HATE));

    assertThat(((Scored) classifier.classify("text")).scores().of(Category.HATE)).isEqualTo(0.97);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void scores_out_of_range_are_limited() {
    model =
        request ->
            says(
                """
                {"scores":[{"category":"hate","score":97},{"category":"spam","score":-0.1},
                           {"category":"scam","score":1e999}]}""");

    assertThat(((Scored) classifier.classify("text")).scores().byCategory())
        .isEqualTo(Map.of(Category.HATE, 1.0, Category.SPAM, 0.0, Category.SCAM, 1.0));
  }

  static Stream<Reply> cutOrOdd() {
    return Stream.of(
            "{\"scores\":[H",
            "{\"scores\":[H,",
            "{\"scores\":[H,{\"category\":\"sp",
            "{\"scores\":[{\"category\":\"hate\",\"score\":0.97",
            "[H]",
            "H",
            "{\"scores\":{\"0\":H}}",
            "{\"scores\":[H,7]}",
            "{\"scores\":[H,{\"category\":\"rudeness\",\"score\":0.5}]}",
            "{\"scores\":[H,{\"category\":\"spam\",\"score\":null}]}",
            "{\"scores\":[H]}{\"scores\":[]}",
            "{\"scores\":[]}{\"scores\":[H]}",
            "The scores are: {\"scores\":[H]}",
            "{\"scores\":[H]} That is all.")
        .map(text -> says(text.replace("H", HATE)));
  }

  @ParameterizedTest
  @MethodSource("cutOrOdd")
  void complete_entries_of_a_truncated_or_malformed_response_apply(Reply answer) {
    model = request -> isProbe(request) ? says(CLEAN) : answer;

    Unreadable unreadable = (Unreadable) classifier.classify("text");
    assertThat(unreadable.scores().of(Category.HATE)).isEqualTo(0.97);
  }

  @Test
  void complete_entries_of_a_response_at_the_token_limit_apply() {
    model = request -> finishes("MAX_TOKENS", "{\"scores\":[" + HATE + ",{\"categ");

    assertThat(((Unreadable) classifier.classify("text")).scores())
        .isEqualTo(Scores.of(Map.of(Category.HATE, 0.97)));
  }

  static Stream<Reply> answersOfNothing() {
    Stream<String> said =
        Stream.of(
            "",
            "not JSON",
            "{\"scores\":[",
            "null",
            "[]",
            "{}",
            "\"clean\"",
            "{\"scores\":null}",
            "{\"scores\":{}}",
            "{\"scores\":[1]}",
            "{\"scores\":[{}]}",
            "{\"scores\":[[]]}",
            "{\"scores\":[{\"category\":\"hate\"}]}",
            "{\"scores\":[{\"score\":0.5}]}",
            "{\"scores\":[{\"category\":\"rudeness\",\"score\":0.5}]}",
            "{\"scores\":[{\"category\":\"unspecified\",\"score\":0.5}]}",
            "{\"scores\":[{\"category\":7,\"score\":0.5}]}",
            "{\"scores\":[{\"category\":\"hate\",\"score\":NaN}]}",
            "{\"scores\":[{\"category\":\"hate\",\"score\":\"NaN\"}]}",
            "{\"scores\":[{\"category\":\"hate\",\"score\":null}]}",
            "{\"result\":{\"scores\":[]}}",
            CLEAN + CLEAN,
            "x" + CLEAN,
            "[".repeat(900),
            "{\"a\":".repeat(5_000));
    return Stream.concat(
        said.map(GeminiReplies::says),
        Stream.of(
            finishes("MAX_TOKENS", CLEAN),
            finishes("SOMETHING_NEW", CLEAN),
            finishes("MALFORMED_FUNCTION_CALL", CLEAN),
            answer(200, "{}"),
            answer(200, "{\"candidates\":[]}"),
            answer(200, "{\"candidates\":[{\"finishReason\":\"STOP\"}]}"),
            answer(200, "{\"candidates\":\"none\"}"),
            answer(200, "<html>a proxy's login page</html>"),
            answer(200, ""),
            answer(200, "[]"),
            answer(200, "null")));
  }

  @ParameterizedTest
  @MethodSource("answersOfNothing")
  void an_unreadable_response_to_one_text_is_caused_by_the_text(Reply answer) {
    model = request -> isProbe(request) ? says(CLEAN) : answer;

    Unreadable unreadable = (Unreadable) classifier.classify("text");
    assertThat(unreadable.scores()).isEqualTo(Scores.NONE);
    assertThat(unreadable.isTextAtFault()).isTrue();
    assertThat(texts()).as("asked once more").isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("answersOfNothing")
  void unreadable_responses_to_all_texts_are_caused_by_the_provider(Reply answer) {
    model = request -> answer;

    for (int i = 0; i < 20; i++) {
      assertThat(((Unreadable) classifier.classify("hello " + i)).isTextAtFault()).isFalse();
      clock.advance(Duration.ofSeconds(2));
    }
  }

  @Test
  void scores_of_the_first_response_apply_even_if_the_second_is_clean() {
    server.then(says("{\"scores\":[" + HATE + ","), says(CLEAN), says(CLEAN));

    assertThat(((Scored) classifier.classify("text")).scores().of(Category.HATE)).isEqualTo(0.97);
  }

  @Test
  void scores_of_the_first_response_apply_if_the_second_is_blocked_or_fails() {
    server.then(says("?"), says(CLEAN), finishes("OTHER", ""));
    assertThat(classifier.classify("text")).isInstanceOf(ProviderBlocked.class);
    server.then(says("{\"scores\":[" + HATE + ","), fails(503, "UNAVAILABLE"));

    Unreadable unreadable = (Unreadable) classifier.classify("text");
    assertThat(unreadable.scores().of(Category.HATE)).isEqualTo(0.97);
  }

  @Test
  void a_response_that_is_readable_the_second_time_is_a_result() {
    server.then(says("?"), says(CLEAN), says(CLEAN));

    assertThat(classifier.classify("text")).isInstanceOf(Scored.class);
    assertThat(classifier.health().state()).isEqualTo(Health.State.UP);
  }

  @Test
  void texts_with_malformed_responses_cost_two_requests_each_and_one_probe_per_second() {
    model = request -> isProbe(request) ? says(CLEAN) : says("?");
    for (int i = 0; i < 30; i++) {
      classifier.classify("text");
      clock.advance(Duration.ofMillis(100));
    }

    assertThat(texts()).isEqualTo(60);
    assertThat(server.requests()).hasSize(63);
  }

  @Test
  void the_text_is_the_cause_unless_a_probe_in_time_shows_otherwise() {
    List<Runnable> probes = new ArrayList<>();
    Duration budget = Duration.ofMillis(500);
    model = request -> says("?");
    ContentClassifier waiting =
        new GeminiClassifier(
            GeminiReplies.settings(server.uri(), budget, budget, 1), clock, probes::add);

    assertThat(((Unreadable) waiting.classify("text")).isTextAtFault()).isTrue();
    probes.get(0).run();
    assertThat(((Unreadable) waiting.classify("text")).isTextAtFault()).isFalse();
  }

  private long texts() {
    return server.requests().stream().filter(request -> !isProbe(request)).count();
  }
}
