package io.spillway.adapters.azure.gemini;

import static io.spillway.adapters.azure.ScriptedServer.answer;
import static io.spillway.adapters.azure.gemini.GeminiReplies.CLEAN;
import static io.spillway.adapters.azure.gemini.GeminiReplies.blocks;
import static io.spillway.adapters.azure.gemini.GeminiReplies.finishes;
import static io.spillway.adapters.azure.gemini.GeminiReplies.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.adapters.azure.ScriptedServer.Reply;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.Classification.ProviderBlocked;
import io.spillway.ports.moderation.Classification.Scored;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of Gemini's answers. */
class GeminiClassifierTest extends AskingGemini {

  @Test
  void the_scores_are_the_model_s() {
    server.then(
        says(
            """
            {"scores":[{"category":"hate/threatening","score":0.93},
                       {"score":1,"category":"self-harm"}]}"""));

    Scored scored = (Scored) classifier.classify("text");
    assertThat(scored.scores().byCategory())
        .isEqualTo(Map.of(Category.HATE_THREATENING, 0.93, Category.SELF_HARM, 1.0));
  }

  @Test
  void a_text_with_no_category_is_clean() {
    server.then(says(CLEAN));

    assertThat(classifier.classify("hello")).extracting("scores").isEqualTo(Scores.NONE);
  }

  @Test
  void an_answer_says_where_it_came_from() {
    server.then(says(CLEAN));

    Classification classification = classifier.classify("hello");
    assertThat(classification.provenance().classifier()).isEqualTo("gemini");
    assertThat(classification.provenance().model()).isEqualTo("gemini-3.5-flash-lite");
    assertThat(classification.provenance().promptVersion()).isEqualTo("prompt-1");
    assertThat(classification.provenance().latency()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST", "OTHER"})
  void a_prompt_that_google_blocks_is_blocked_and_not_clean(String reason) {
    server.then(blocks(reason));

    ProviderBlocked blocked = (ProviderBlocked) classifier.classify("the worst");
    assertThat(blocked.reason()).isEqualTo(reason);
    assertThat(blocked.provenance().model()).isEqualTo("gemini-3.5-flash-lite");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST", "SPII"})
  void an_answer_that_google_cuts_off_for_its_content_is_blocked_whatever_it_said_so_far(
      String reason) {
    server.then(finishes(reason, CLEAN));

    assertThat(((ProviderBlocked) classifier.classify("the worst")).reason()).isEqualTo(reason);
  }

  @Test
  void a_block_reason_that_is_no_code_is_not_passed_on() {
    server.then(blocks("because <b>you</b> said so"));

    assertThat(((ProviderBlocked) classifier.classify("text")).reason()).isEqualTo("UNKNOWN");
  }

  @Test
  void what_the_model_thought_is_no_part_of_its_answer() {
    server.then(
        answer(
            200,
            """
            {"candidates":[{"finishReason":"STOP","content":{"parts":[
              {"thought":true,"text":"is it toxic?"},
              {"text":"{\\"scores\\""},
              {"text":":[]}"}]}}]}
            """));

    assertThat(classifier.classify("hello")).extracting("scores").isEqualTo(Scores.NONE);
  }

  static Stream<Reply> answersThatAreNone() {
    return Stream.of(
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
            "{\"scores\":[{\"category\":\"hate\"}]}",
            "{\"scores\":[{\"score\":0.5}]}",
            "{\"scores\":[{\"category\":\"rudeness\",\"score\":0.5}]}",
            "{\"scores\":[{\"category\":\"unspecified\",\"score\":0.5}]}",
            "{\"scores\":[{\"category\":\"HATE\",\"score\":0.5}]}",
            "{\"scores\":[{\"category\":7,\"score\":0.5}]}",
            "{\"scores\":[{\"category\":\"hate\",\"score\":1.01}]}",
            "{\"scores\":[{\"category\":\"hate\",\"score\":-0.1}]}",
            "{\"scores\":[{\"category\":\"hate\",\"score\":\"0.5\"}]}",
            "{\"scores\":[{\"category\":\"hate\",\"score\":NaN}]}",
            "{\"scores\":[{\"category\":\"hate\",\"score\":null}]}",
            "{\"scores\":[{\"category\":\"hate\",\"score\":0.1,\"note\":\"x\"}]}",
            "{\"scores\":[{\"category\":\"hate\",\"score\":0},{\"category\":\"hate\",\"score\":0}]}",
            "{\"scores\":[],\"scores\":[]}",
            "{\"scores\":[],\"verdict\":\"allow\"}",
            CLEAN + CLEAN,
            "```json\n" + CLEAN + "\n```")
        .map(GeminiReplies::says);
  }

  static Stream<Reply> answersThatWereCutOrAreMissing() {
    return Stream.of(
        finishes("MAX_TOKENS", CLEAN),
        finishes("RECITATION", CLEAN),
        finishes("LANGUAGE", CLEAN),
        finishes("OTHER", CLEAN),
        finishes("SOMETHING_NEW", CLEAN),
        answer(200, "{}"),
        answer(200, "{\"candidates\":[]}"),
        answer(200, "{\"candidates\":[{\"finishReason\":\"STOP\"}]}"),
        answer(200, "{\"candidates\":\"none\"}"),
        answer(200, "<html>a proxy's login page</html>"),
        answer(200, ""),
        answer(200, "[]"),
        answer(200, "null"));
  }

  @ParameterizedTest
  @MethodSource({"answersThatAreNone", "answersThatWereCutOrAreMissing"})
  void an_answer_that_breaks_the_schema_is_an_outage_and_no_verdict(Reply reply) {
    server.then(reply);

    Failure failure = failureOf("text");
    assertThat(failure.code()).isEqualTo("classifier.bad-answer");
    assertThat(failure.category()).isEqualTo(FailureCategory.TRANSIENT);
  }

  @Test
  void a_bad_answer_is_not_asked_for_again() {
    server.then(says("not JSON"), says(CLEAN));
    ContentClassifier patient =
        classifier(
            GeminiReplies.settings(
                server.uri(), Duration.ofSeconds(20), Duration.ofSeconds(20), 3));

    assertThatExceptionOfType(PortException.class).isThrownBy(() -> patient.classify("text"));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void neither_the_text_nor_the_answer_is_in_a_failure() {
    server.then(says("the viewer wrote: xyzzy"));

    PortException failed =
        catchThrowableOfType(PortException.class, () -> classifier.classify("xyzzy"));
    assertThat(failed).hasStackTraceContaining("classifier.bad-answer");
    assertThat(failed.toString()).doesNotContain("xyzzy");
    assertThat(failed).hasNoCause();
  }

  private Failure failureOf(String text) {
    return catchThrowableOfType(PortException.class, () -> classifier.classify(text)).failure();
  }
}
