package io.spillway.adapters.azure.gemini;

import io.spillway.ports.moderation.Scores;

/** What Gemini said of a text. */
sealed interface GeminiAnswer {

  /** It scored the text. */
  record Scored(Scores scores) implements GeminiAnswer {}

  /** It refused to look at the text, or to go on with it. */
  record Blocked(String reason) implements GeminiAnswer {}

  /** It said something of which this could be read at most. */
  record Unreadable(Scores scores) implements GeminiAnswer {}
}
