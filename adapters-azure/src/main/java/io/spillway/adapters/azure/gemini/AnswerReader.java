package io.spillway.adapters.azure.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.genai.types.Candidate;
import com.google.genai.types.FinishReason;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.Part;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads an answer by the schema that it was asked for. What else it may be is no answer. */
final class AnswerReader {

  static final String SCORES = "scores";
  static final String CATEGORY = "category";
  static final String SCORE = "score";

  private static final Set<FinishReason.Known> REFUSALS =
      Set.of(
          FinishReason.Known.SAFETY,
          FinishReason.Known.PROHIBITED_CONTENT,
          FinishReason.Known.BLOCKLIST,
          FinishReason.Known.SPII);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private AnswerReader() {}

  /**
   * Reads an answer.
   *
   * @throws PortException {@code classifier.bad-answer} for one that breaks the schema
   */
  static Answer read(GenerateContentResponse response) {
    Optional<String> blocked =
        response
            .promptFeedback()
            .flatMap(feedback -> feedback.blockReason())
            .map(reason -> reason.toString());
    if (blocked.isPresent()) {
      return new Answer.Blocked(GeminiFailures.safe(blocked.get()));
    }
    List<Candidate> candidates = response.candidates().orElse(List.of());
    if (candidates.isEmpty()) {
      throw bad("no candidate and no reason");
    }
    return read(candidates.get(0));
  }

  private static Answer read(Candidate candidate) {
    FinishReason finish =
        candidate.finishReason().orElseGet(() -> new FinishReason(FinishReason.Known.STOP));
    if (REFUSALS.contains(finish.knownEnum())) {
      return new Answer.Blocked(GeminiFailures.safe(finish.toString()));
    }
    if (finish.knownEnum() != FinishReason.Known.STOP) {
      throw bad("it finished with " + GeminiFailures.safe(finish.toString()));
    }
    return new Answer.Scored(scores(json(text(candidate))));
  }

  private static String text(Candidate candidate) {
    return candidate.content().flatMap(content -> content.parts()).orElse(List.of()).stream()
        .filter(part -> !part.thought().orElse(false))
        .map(Part::text)
        .flatMap(Optional::stream)
        .collect(Collectors.joining());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      // Without the cause, whose message quotes the answer, which may quote the viewer.
      throw bad("it is not JSON");
    }
  }

  private static Scores scores(JsonNode answer) {
    JsonNode entries = only(answer, SCORES).get(SCORES);
    if (!entries.isArray()) {
      throw bad(SCORES + " is no list");
    }
    Map<Category, Double> scores = new EnumMap<>(Category.class);
    for (JsonNode entry : entries) {
      only(entry, CATEGORY, SCORE);
      if (scores.put(category(entry.get(CATEGORY)), score(entry.get(SCORE))) != null) {
        throw bad("it names a category twice");
      }
    }
    return new Scores(scores);
  }

  private static Category category(JsonNode code) {
    return Optional.ofNullable(code.textValue())
        .flatMap(Category::ofCode)
        .filter(Prompt.SCORED::contains)
        .orElseThrow(() -> bad("it names an unknown category"));
  }

  private static double score(JsonNode score) {
    if (!score.isNumber() || !(score.doubleValue() >= 0 && score.doubleValue() <= 1)) {
      throw bad("it gives a score that is not 0 to 1");
    }
    return score.doubleValue();
  }

  private static JsonNode only(JsonNode object, String... fields) {
    Set<String> named =
        object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    if (!object.isObject() || !named.equals(Set.of(fields))) {
      throw bad("it must have the fields " + String.join(", ", fields) + " and no other");
    }
    return object;
  }

  private static PortException bad(String why) {
    return new PortException(
        Failure.transientFailure(
            GeminiFailures.BAD_ANSWER, "Gemini gave an answer that is none: " + why));
  }
}
