package io.spillway.adapters.azure.gemini;

import static io.spillway.adapters.azure.gemini.GeminiReplies.CLEAN;
import static io.spillway.adapters.azure.gemini.GeminiReplies.KEY;
import static io.spillway.adapters.azure.gemini.GeminiReplies.body;
import static io.spillway.adapters.azure.gemini.GeminiReplies.oneTry;
import static io.spillway.adapters.azure.gemini.GeminiReplies.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.adapters.azure.ScriptedServer.Request;
import io.spillway.adapters.azure.gemini.GeminiSettings.Thinking;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.ContentClassifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Gemini is asked. */
class GeminiRequestTest extends AskingGemini {

  @Test
  void the_request_goes_to_the_model_with_the_key_in_a_header() {
    server.then(says(CLEAN));
    classifier.classify("hello");

    Request request = server.requests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.uri().toString())
        .isEqualTo("/v1beta/models/gemini-3.5-flash-lite:generateContent");
    assertThat(request.headers().get("X-goog-api-key")).isEqualTo(List.of(KEY));
    assertThat(request.body()).doesNotContain(KEY);
  }

  @Test
  void the_answer_s_form_is_prescribed_category_by_category() {
    server.then(says(CLEAN));
    classifier.classify("hello");

    JsonNode generation = body(server.requests().get(0)).get("generationConfig");
    assertThat(generation.get("responseMimeType").asText()).isEqualTo("application/json");
    assertThat(generation.get("temperature").asDouble()).isZero();
    JsonNode scores = generation.at("/responseSchema/properties/scores");
    assertThat(scores.get("maxItems").asInt()).isEqualTo(17);
    assertThat(scores.at("/items/properties/category/enum"))
        .extracting(JsonNode::asText)
        .contains("harassment/threatening", "privacy")
        .doesNotContain("unspecified")
        .hasSize(17);
    assertThat(scores.at("/items/required"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("category", "score");
  }

  @Test
  void google_s_own_filters_are_off_so_that_toxic_text_can_be_scored() {
    server.then(says(CLEAN));
    classifier.classify("hello");

    JsonNode filters = body(server.requests().get(0)).get("safetySettings");
    assertThat(filters).hasSize(5);
    assertThat(filters)
        .allSatisfy(each -> assertThat(each.get("threshold").asText()).isEqualTo("OFF"));
  }

  @Test
  void every_category_is_explained_in_the_prompt() {
    server.then(says(CLEAN));
    classifier.classify("hello");

    String instruction =
        body(server.requests().get(0)).at("/systemInstruction/parts/0/text").asText();
    assertThat(instruction.lines().filter(line -> line.matches("[a-z/-]+: .+")))
        .extracting(line -> line.substring(0, line.indexOf(':')))
        .containsExactlyElementsOf(Prompt.SCORED.stream().map(Category::code).toList());
  }

  @Test
  void a_model_of_generation_3_thinks_as_little_as_it_can() {
    server.then(says(CLEAN));
    classifier.classify("hello");

    assertThat(body(server.requests().get(0)).at("/generationConfig/thinkingConfig").toString())
        .isEqualTo("{\"thinkingLevel\":\"MINIMAL\"}");
  }

  @Test
  void a_model_of_generation_2_does_not_think() {
    server.then(says(CLEAN));
    GeminiSettings defaults = oneTry(server.uri());
    classifier(
            new GeminiSettings(
                KEY,
                "gemini-2.5-flash-lite",
                Thinking.LEAST,
                defaults.endpoint(),
                defaults.timeout(),
                defaults.budget(),
                1))
        .classify("hello");

    assertThat(body(server.requests().get(0)).at("/generationConfig/thinkingConfig").toString())
        .isEqualTo("{\"thinkingBudget\":0}");
  }

  @Test
  void a_text_out_of_bounds_is_not_sent() {
    for (String text : List.of("", "a".repeat(ContentClassifier.MAX_TEXT_LENGTH + 1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> classifier.classify(text))
          .withMessageContaining("1 to 4000 characters");
    }
    assertThat(server.requests()).isEmpty();
  }
}
