package io.spillway.adapters.azure.gemini;

import static io.spillway.adapters.azure.ScriptedServer.answer;
import static io.spillway.adapters.azure.gemini.GeminiReplies.CLEAN;
import static io.spillway.adapters.azure.gemini.GeminiReplies.blocks;
import static io.spillway.adapters.azure.gemini.GeminiReplies.finishes;
import static io.spillway.adapters.azure.gemini.GeminiReplies.refuses;
import static io.spillway.adapters.azure.gemini.GeminiReplies.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.Classification.ProviderBlocked;
import io.spillway.ports.moderation.Classification.Scored;
import io.spillway.ports.moderation.Scores;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mapping of Gemini's responses to classifications. */
class GeminiClassifierTest extends AskingGemini {

  @Test
  void the_scores_are_those_of_the_model() {
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
  void a_text_without_a_category_is_clean() {
    server.then(says(CLEAN));

    assertThat(classifier.classify("hello")).extracting("scores").isEqualTo(Scores.NONE);
  }

  @Test
  void a_result_has_its_provenance() {
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
  @ValueSource(
      strings = {
        "SAFETY",
        "PROHIBITED_CONTENT",
        "BLOCKLIST",
        "SPII",
        "RECITATION",
        "LANGUAGE",
        "OTHER",
        "IMAGE_SAFETY"
      })
  void a_response_that_google_stops_for_its_content_is_blocked(String reason) {
    server.then(finishes(reason, CLEAN));

    assertThat(((ProviderBlocked) classifier.classify("the worst")).reason()).isEqualTo(reason);
  }

  @Test
  void a_block_reason_that_is_not_a_code_is_not_passed_on() {
    server.then(blocks("because <b>you</b> said so"));

    assertThat(((ProviderBlocked) classifier.classify("text")).reason()).isEqualTo("UNKNOWN");
  }

  @Test
  void the_models_thoughts_are_ignored() {
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

  @Test
  void failures_contain_neither_the_text_nor_the_response() {
    server.then(9, refuses("the viewer wrote: xyzzy"));

    PortException failed =
        catchThrowableOfType(PortException.class, () -> classifier.classify("xyzzy"));
    assertThat(failed).hasStackTraceContaining("classifier.rejected");
    assertThat(failed.toString()).doesNotContain("xyzzy");
    assertThat(failed).hasNoCause();
  }
}
