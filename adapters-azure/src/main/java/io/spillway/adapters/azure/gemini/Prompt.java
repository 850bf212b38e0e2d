package io.spillway.adapters.azure.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import io.spillway.ports.moderation.Category;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Builds requests to Gemini. The system instruction is constant; the text is passed as data in the
 * user turn, delimited by a random code that its author cannot know.
 */
final class Prompt {

  /** Name of the resource with the system instruction; a new wording requires a new file. */
  static final String VERSION = "prompt-1";

  /** The categories that a classifier can score: all except {@code UNSPECIFIED}. */
  static final List<Category> SCORED =
      Arrays.stream(Category.values()).filter(each -> each != Category.UNSPECIFIED).toList();

  /**
   * Limit of output tokens, twice the size of a response with every category. A higher limit would
   * only help texts that provoke endless output.
   */
  static final int ANSWER_TOKENS = 400;

  private static final String TYPE = "type";

  private static final String CIVIC_INTEGRITY = "HARM_CATEGORY_CIVIC_INTEGRITY";

  private static final List<String> FILTERS =
      List.of(
          "HARM_CATEGORY_HARASSMENT",
          "HARM_CATEGORY_HATE_SPEECH",
          "HARM_CATEGORY_SEXUALLY_EXPLICIT",
          "HARM_CATEGORY_DANGEROUS_CONTENT",
          CIVIC_INTEGRITY);

  private final Map<String, Object> instruction;
  private final Map<String, Object> schema;
  private final ThinkingParameters thinking;
  private final Supplier<String> codes;

  Prompt(GeminiSettings settings) {
    this(settings, randomCodes());
  }

  /** Creates a prompt with a supplier of delimiter codes. */
  Prompt(GeminiSettings settings, Supplier<String> codes) {
    this.codes = codes;
    thinking = ThinkingParameters.of(settings.model(), settings.thinking());
    instruction = Map.of("parts", List.of(Map.of("text", instruction())));
    schema = schema();
  }

  /** Returns the optional parameters that the model might reject. */
  Set<RequestOption> options() {
    return thinking.config().isEmpty()
        ? EnumSet.of(RequestOption.CIVIC_INTEGRITY)
        : RequestOption.ALL;
  }

  /**
   * Returns the request's configuration, without the text. Its fields are those of the API, not of
   * the SDK's types, whose analysis by Jackson would take a twentieth of a cold start.
   *
   * @param options those of {@link #options} that the model accepts
   */
  GenerateContentConfig config(Duration timeout, Set<RequestOption> options) {
    int millis = Math.toIntExact(Math.max(1, timeout.toMillis()));
    Map<String, Object> body =
        Map.of(
            "systemInstruction", instruction,
            "safetySettings", filtersOff(options),
            "generationConfig", generation(options.contains(RequestOption.THINKING)));
    return GenerateContentConfig.builder()
        .httpOptions(HttpOptions.builder().timeout(millis).extraBody(body).build())
        // The response as it came, for AnswerReader.
        .shouldReturnHttpResponse(true)
        .build();
  }

  private Map<String, Object> generation(boolean withThinking) {
    Map<String, Object> generation = new LinkedHashMap<>();
    generation.put("temperature", 0);
    generation.put("candidateCount", 1);
    generation.put("responseMimeType", "application/json");
    generation.put("responseSchema", schema);
    if (withThinking && !thinking.config().isEmpty()) {
      generation.put("thinkingConfig", thinking.config());
    }
    int tokens = withThinking ? thinking.tokens() : thinking.tokensUntold();
    generation.put("maxOutputTokens", ANSWER_TOKENS + tokens);
    return generation;
  }

  private static List<Map<String, String>> filtersOff(Set<RequestOption> options) {
    List<Map<String, String>> settings = new ArrayList<>();
    for (String category : FILTERS) {
      if (!category.equals(CIVIC_INTEGRITY) || options.contains(RequestOption.CIVIC_INTEGRITY)) {
        settings.add(Map.of("category", category, "threshold", "OFF"));
      }
    }
    return settings;
  }

  Content about(String text) {
    String code = codes.get();
    while (text.contains(code)) {
      code = codes.get();
    }
    return Content.builder()
        .role("user")
        .parts(
            Part.fromText(
                "BEGIN MESSAGE %s\n%s\nEND MESSAGE %s\nScore the message above."
                    .formatted(code, text, code)))
        .build();
  }

  private static Supplier<String> randomCodes() {
    SecureRandom random = new SecureRandom();
    return () -> {
      byte[] code = new byte[16];
      random.nextBytes(code);
      return HexFormat.of().formatHex(code);
    };
  }

  private static String instruction() {
    try (InputStream file = Prompt.class.getResourceAsStream(VERSION + ".txt")) {
      return new String(Objects.requireNonNull(file, VERSION).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> schema() {
    Map<String, Object> category =
        Map.of(TYPE, "STRING", "format", "enum", "enum", SCORED.stream().map(Category::code).toList());
    Map<String, Object> score = Map.of(TYPE, "NUMBER", "minimum", 0, "maximum", 1);
    Map<String, Object> scores =
        Map.of(
            TYPE, "ARRAY",
            "items",
                object(
                    Map.of(ScoreList.CATEGORY, category, ScoreList.SCORE, score),
                    ScoreList.CATEGORY,
                    ScoreList.SCORE),
            "maxItems", SCORED.size());
    return object(Map.of(ScoreList.SCORES, scores), ScoreList.SCORES);
  }

  private static Map<String, Object> object(Map<String, Object> properties, String... required) {
    return Map.of(TYPE, "OBJECT", "properties", properties, "required", List.of(required));
  }
}
