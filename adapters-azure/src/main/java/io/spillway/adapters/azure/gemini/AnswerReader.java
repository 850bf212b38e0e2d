package io.spillway.adapters.azure.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.ports.moderation.Scores;
import io.spillway.wire.Json;
import io.spillway.wire.UnreadableJsonException;
import java.util.Locale;
import java.util.Set;

/**
 * Parser of Gemini's responses. Interprets them strictly: any refusal is a block, and of a
 * malformed response all readable scores apply.
 */
final class AnswerReader {

  private static final String STOP = "STOP";

  /** Finish reasons that refer to the text, not to the request or the response's length. */
  private static final Set<String> REFUSALS =
      Set.of(
          "SAFETY",
          "RECITATION",
          "LANGUAGE",
          "OTHER",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION",
          "IMAGE_OTHER");

  private AnswerReader() {}

  /**
   * Parses a response.
   *
   * @param body the response's body
   * @throws UnreadableJsonException if the body is not JSON
   */
  static GeminiAnswer read(String body) {
    JsonNode response = Json.read(body);
    JsonNode blocked = response.path("promptFeedback").path("blockReason");
    if (isPresent(blocked)) {
      return new GeminiAnswer.Blocked(GeminiFailures.safe(blocked.asText()));
    }
    JsonNode candidate = response.path("candidates").path(0);
    return isPresent(candidate)
        ? readCandidate(candidate)
        : new GeminiAnswer.Unreadable(Scores.NONE);
  }

  private static GeminiAnswer readCandidate(JsonNode candidate) {
    String finish = candidate.path("finishReason").asText(STOP);
    String known = finish.toUpperCase(Locale.ROOT);
    if (REFUSALS.contains(known)) {
      return new GeminiAnswer.Blocked(GeminiFailures.safe(finish));
    }
    ScoreList list = ScoreList.read(text(candidate));
    return list.isWhole() && known.equals(STOP)
        ? new GeminiAnswer.Scored(list.scores())
        : new GeminiAnswer.Unreadable(list.scores());
  }

  /** Returns the text without the model's thoughts. */
  private static String text(JsonNode candidate) {
    StringBuilder text = new StringBuilder();
    for (JsonNode part : candidate.path("content").path("parts")) {
      if (!part.path("thought").asBoolean()) {
        text.append(part.path("text").asText(""));
      }
    }
    return text.toString();
  }

  private static boolean isPresent(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }
}
