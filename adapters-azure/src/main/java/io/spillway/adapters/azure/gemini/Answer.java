package io.spillway.adapters.azure.gemini;

import io.spillway.ports.moderation.Scores;

/** What Gemini said of a text. */
sealed interface Answer {

  /** It scored the text. */
  record Scored(Scores scores) implements Answer {}

  /** It refused to look at the text, or to go on with it. */
  record Blocked(String reason) implements Answer {}

  /** It said something of which this could be read at most. */
  record Unreadable(Scores scores) implements Answer {}
}
