package io.spillway.adapters.azure.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.moderation.Category;
import io.spillway.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Builds requests to Gemini, as JSON: the analysis of the SDK's types by Jackson would take a tenth
 * of a cold start. The system instruction is constant; the text is passed as data in the user turn,
 * delimited by a random code that its author cannot know.
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
  private static final String OBJECT = "OBJECT";
  private static final String PROPERTIES = "properties";
  private static final String REQUIRED = "required";
  private static final String PARTS = "parts";
  private static final String TEXT = "text";

  private static final String CIVIC_INTEGRITY = "HARM_CATEGORY_CIVIC_INTEGRITY";

  private static final List<String> FILTERS =
      List.of(
          "HARM_CATEGORY_HARASSMENT",
          "HARM_CATEGORY_HATE_SPEECH",
          "HARM_CATEGORY_SEXUALLY_EXPLICIT",
          "HARM_CATEGORY_DANGEROUS_CONTENT",
          CIVIC_INTEGRITY);

  private final ObjectNode instruction;
  private final ObjectNode schema;
  private final ThinkingParameters thinking;
  private final Supplier<String> codes;

  Prompt(GeminiSettings settings) {
    this(settings, randomCodes());
  }

  /** Creates a prompt with a supplier of delimiter codes. */
  Prompt(GeminiSettings settings, Supplier<String> codes) {
    this.codes = codes;
    thinking = ThinkingParameters.of(settings.model(), settings.thinking());
    instruction = Json.object();
    instruction.putArray(PARTS).addObject().put(TEXT, instruction());
    schema = schema();
  }

  /** Returns the optional parameters that the model might reject. */
  Set<RequestOption> options() {
    return thinking.config().isEmpty()
        ? EnumSet.of(RequestOption.CIVIC_INTEGRITY)
        : RequestOption.ALL;
  }

  /**
   * Returns the request about a text, as JSON.
   *
   * @param options those of {@link #options} that the model accepts
   */
  String request(String text, Set<RequestOption> options) {
    ObjectNode request = Json.object();
    ObjectNode turn = request.putArray("contents").addObject().put("role", "user");
    turn.putArray(PARTS).addObject().put(TEXT, about(text));
    request.set("systemInstruction", instruction);
    addFiltersOff(request.putArray("safetySettings"), options);
    addGeneration(request.putObject("generationConfig"), options.contains(RequestOption.THINKING));
    return Json.text(request);
  }

  private void addGeneration(ObjectNode generation, boolean withThinking) {
    generation.put("temperature", 0);
    generation.put("candidateCount", 1);
    generation.put("responseMimeType", "application/json");
    generation.set("responseSchema", schema);
    if (withThinking && !thinking.config().isEmpty()) {
      generation.set("thinkingConfig", thinking.config());
    }
    int tokens = withThinking ? thinking.tokens() : thinking.tokensUntold();
    generation.put("maxOutputTokens", ANSWER_TOKENS + tokens);
  }

  private static void addFiltersOff(ArrayNode settings, Set<RequestOption> options) {
    for (String category : FILTERS) {
      if (!category.equals(CIVIC_INTEGRITY) || options.contains(RequestOption.CIVIC_INTEGRITY)) {
        settings.addObject().put("category", category).put("threshold", "OFF");
      }
    }
  }

  String about(String text) {
    String code = codes.get();
    while (text.contains(code)) {
      code = codes.get();
    }
    return "BEGIN MESSAGE "
        + code
        + "\n"
        + text
        + "\nEND MESSAGE "
        + code
        + "\nScore the message above.";
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

  private static ObjectNode schema() {
    ObjectNode schema = Json.object().put(TYPE, OBJECT);
    ObjectNode scores = schema.putObject(PROPERTIES).putObject(ScoreList.SCORES).put(TYPE, "ARRAY");
    schema.putArray(REQUIRED).add(ScoreList.SCORES);
    scores.put("maxItems", SCORED.size());
    ObjectNode entry = scores.putObject("items").put(TYPE, OBJECT);
    entry.putArray(REQUIRED).add(ScoreList.CATEGORY).add(ScoreList.SCORE);
    ObjectNode fields = entry.putObject(PROPERTIES);
    ArrayNode categories =
        fields
            .putObject(ScoreList.CATEGORY)
            .put(TYPE, "STRING")
            .put("format", "enum")
            .putArray("enum");
    SCORED.forEach(category -> categories.add(category.code()));
    fields.putObject(ScoreList.SCORE).put(TYPE, "NUMBER").put("minimum", 0).put("maximum", 1);
    return schema;
  }
}
