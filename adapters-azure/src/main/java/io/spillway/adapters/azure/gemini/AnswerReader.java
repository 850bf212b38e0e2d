package io.spillway.adapters.azure.gemini;

import com.google.genai.types.Candidate;
import com.google.genai.types.FinishReason;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.Part;
import io.spillway.ports.moderation.Scores;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Parser of Gemini's responses. Interprets them strictly: any refusal is a block, and of a
 * malformed response all readable scores apply.
 */
final class AnswerReader {

  /** Finish reasons that refer to the text, not to the request or the response's length. */
  private static final Set<FinishReason.Known> REFUSALS =
      Set.of(
          FinishReason.Known.SAFETY,
          FinishReason.Known.RECITATION,
          FinishReason.Known.LANGUAGE,
          FinishReason.Known.OTHER,
          FinishReason.Known.BLOCKLIST,
          FinishReason.Known.PROHIBITED_CONTENT,
          FinishReason.Known.SPII,
          FinishReason.Known.IMAGE_SAFETY,
          FinishReason.Known.IMAGE_PROHIBITED_CONTENT,
          FinishReason.Known.IMAGE_RECITATION,
          FinishReason.Known.IMAGE_OTHER);

  private AnswerReader() {}

  static GeminiAnswer read(GenerateContentResponse response) {
    Optional<String> blocked =
        response
            .promptFeedback()
            .flatMap(feedback -> feedback.blockReason())
            .map(reason -> reason.toString());
    if (blocked.isPresent()) {
      return new GeminiAnswer.Blocked(GeminiFailures.safe(blocked.get()));
    }
    List<Candidate> candidates = response.candidates().orElse(List.of());
    return candidates.isEmpty()
        ? new GeminiAnswer.Unreadable(Scores.NONE)
        : read(candidates.get(0));
  }

  private static GeminiAnswer read(Candidate candidate) {
    FinishReason finish =
        candidate.finishReason().orElseGet(() -> new FinishReason(FinishReason.Known.STOP));
    if (REFUSALS.contains(finish.knownEnum())) {
      return new GeminiAnswer.Blocked(GeminiFailures.safe(finish.toString()));
    }
    ScoreList list = ScoreList.read(text(candidate));
    return list.isWhole() && finish.knownEnum() == FinishReason.Known.STOP
        ? new GeminiAnswer.Scored(list.scores())
        : new GeminiAnswer.Unreadable(list.scores());
  }

  private static String text(Candidate candidate) {
    return candidate.content().flatMap(content -> content.parts()).orElse(List.of()).stream()
        .filter(part -> !part.thought().orElse(false))
        .map(Part::text)
        .flatMap(Optional::stream)
        .collect(Collectors.joining());
  }
}
