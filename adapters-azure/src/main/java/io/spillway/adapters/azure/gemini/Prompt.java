package io.spillway.adapters.azure.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HarmBlockThreshold;
import com.google.genai.types.HarmCategory;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import com.google.genai.types.SafetySetting;
import com.google.genai.types.Schema;
import com.google.genai.types.Type;
import io.spillway.ports.moderation.Category;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
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

  private static final List<HarmCategory.Known> FILTERS =
      List.of(
          HarmCategory.Known.HARM_CATEGORY_HARASSMENT,
          HarmCategory.Known.HARM_CATEGORY_HATE_SPEECH,
          HarmCategory.Known.HARM_CATEGORY_SEXUALLY_EXPLICIT,
          HarmCategory.Known.HARM_CATEGORY_DANGEROUS_CONTENT,
          HarmCategory.Known.HARM_CATEGORY_CIVIC_INTEGRITY);

  private final GenerateContentConfig plain;
  private final ThinkingParameters thinking;
  private final Supplier<String> codes;

  Prompt(GeminiSettings settings) {
    this(settings, randomCodes());
  }

  /** Creates a prompt with a supplier of delimiter codes. */
  Prompt(GeminiSettings settings, Supplier<String> codes) {
    this.codes = codes;
    thinking = ThinkingParameters.of(settings.model(), settings.thinking());
    plain =
        GenerateContentConfig.builder()
            .systemInstruction(Content.fromParts(Part.fromText(instruction())))
            .temperature(0f)
            .candidateCount(1)
            .responseMimeType("application/json")
            .responseSchema(schema())
            // The response as it came, for AnswerReader.
            .shouldReturnHttpResponse(true)
            .build();
  }

  /** Returns the optional parameters that the model might reject. */
  Set<RequestOption> options() {
    return thinking.config().isPresent()
        ? RequestOption.ALL
        : EnumSet.of(RequestOption.CIVIC_INTEGRITY);
  }

  /**
   * Returns the request's configuration, without the text.
   *
   * @param options those of {@link #options} that the model accepts
   */
  GenerateContentConfig config(Duration timeout, Set<RequestOption> options) {
    int millis = Math.toIntExact(Math.max(1, timeout.toMillis()));
    GenerateContentConfig.Builder config =
        plain.toBuilder()
            .httpOptions(HttpOptions.builder().timeout(millis).build())
            .safetySettings(filtersOff(options));
    if (options.contains(RequestOption.THINKING)) {
      thinking.config().ifPresent(config::thinkingConfig);
      config.maxOutputTokens(ANSWER_TOKENS + thinking.tokens());
    } else {
      config.maxOutputTokens(ANSWER_TOKENS + thinking.tokensUntold());
    }
    return config.build();
  }

  private static List<SafetySetting> filtersOff(Set<RequestOption> options) {
    return FILTERS.stream()
        .filter(
            category ->
                category != HarmCategory.Known.HARM_CATEGORY_CIVIC_INTEGRITY
                    || options.contains(RequestOption.CIVIC_INTEGRITY))
        .map(
            category ->
                SafetySetting.builder()
                    .category(category)
                    .threshold(HarmBlockThreshold.Known.OFF)
                    .build())
        .toList();
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

  private static Schema schema() {
    Schema entry =
        Schema.builder()
            .type(Type.Known.OBJECT)
            .properties(
                Map.of(
                    ScoreList.CATEGORY,
                    Schema.builder()
                        .type(Type.Known.STRING)
                        .format("enum")
                        .enum_(SCORED.stream().map(Category::code).toList())
                        .build(),
                    ScoreList.SCORE,
                    Schema.builder().type(Type.Known.NUMBER).minimum(0.0).maximum(1.0).build()))
            .required(ScoreList.CATEGORY, ScoreList.SCORE)
            .build();
    return Schema.builder()
        .type(Type.Known.OBJECT)
        .properties(
            Map.of(
                ScoreList.SCORES,
                Schema.builder()
                    .type(Type.Known.ARRAY)
                    .items(entry)
                    .maxItems((long) SCORED.size())
                    .build()))
        .required(ScoreList.SCORES)
        .build();
  }
}
