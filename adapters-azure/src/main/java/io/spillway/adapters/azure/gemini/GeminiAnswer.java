package io.spillway.adapters.azure.gemini;

import io.spillway.ports.moderation.Scores;

/** Response of Gemini about a text. */
sealed interface GeminiAnswer {

  /** Scores of the text. */
  record Scored(Scores scores) implements GeminiAnswer {}

  /** Refusal to process the text, at the beginning or midway. */
  record Blocked(String reason) implements GeminiAnswer {}

  /** Malformed response with the scores that could be parsed. */
  record Unreadable(Scores scores) implements GeminiAnswer {}
}
