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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content of requests to Gemini. */
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
  void the_response_schema_lists_every_category() {
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
  void googles_filters_are_off_so_that_toxic_text_can_be_scored() {
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

  @ParameterizedTest
  @CsvSource({
    "gemini-3.5-flash-lite, LEAST, thinkingLevel, MINIMAL, 400",
    "gemini-3-flash-preview, LOW, thinkingLevel, LOW, 2048",
    "gemini-3-pro-preview, LEAST, thinkingLevel, LOW, 2048",
    "gemini-3.5-flash-lite, HIGH, thinkingLevel, HIGH, 2048",
    "gemini-2.5-flash-lite, LEAST, thinkingBudget, 0, 400",
    "gemini-2.5-flash, LEAST, thinkingBudget, 0, 400",
    "gemini-2.5-pro, LEAST, thinkingBudget, 128, 528"
  })
  void a_model_gets_its_own_thinking_parameters_and_output_limit(
      String model, Thinking thinking, String parameter, String value, int tokens) {
    JsonNode generation = generationOf(model, thinking);

    JsonNode told = generation.get("thinkingConfig");
    assertThat(told).hasSize(1);
    assertThat(told.get(parameter).asText()).isEqualTo(value);
    assertThat(generation.get("maxOutputTokens").asInt()).isEqualTo(tokens);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemini-2.0-flash", "gemini-2.0-flash-lite"})
  void a_model_without_thinking_gets_no_thinking_parameters(String model) {
    JsonNode generation = generationOf(model, Thinking.LEAST);

    assertThat(generation.has("thinkingConfig")).isFalse();
    assertThat(generation.get("maxOutputTokens").asInt()).isEqualTo(400);
  }

  @Test
  void the_output_limit_is_twice_the_longest_valid_response() {
    String longest =
        Prompt.SCORED.stream()
            .map(each -> "{\"category\":\"" + each.code() + "\",\"score\":0.95}")
            .collect(Collectors.joining(",", "{\"scores\":[", "]}"));

    // A token is about four characters of English, and at least three of JSON with short words.
    assertThat(longest.length() / 3).isLessThan(Prompt.ANSWER_TOKENS);
  }

  private JsonNode generationOf(String model, Thinking thinking) {
    server.then(says(CLEAN));
    GeminiSettings defaults = oneTry(server.uri());
    classifier(
            new GeminiSettings(
                KEY,
                model,
                thinking,
                defaults.endpoint(),
                defaults.timeout(),
                defaults.budget(),
                1))
        .classify("hello");
    return body(server.requests().get(0)).get("generationConfig");
  }

  @Test
  void a_text_of_invalid_length_is_not_sent() {
    for (String text : List.of("", "a".repeat(ContentClassifier.MAX_TEXT_LENGTH + 1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> classifier.classify(text))
          .withMessageContaining("1 to 4000 characters");
    }
    assertThat(server.requests()).isEmpty();
  }
}
