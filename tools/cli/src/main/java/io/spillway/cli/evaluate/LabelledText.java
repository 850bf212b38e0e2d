package io.spillway.cli.evaluate;

import io.spillway.core.moderation.TextModeration;
import io.spillway.ports.moderation.Category;
import java.util.Set;

/**
 * Text with labels.
 *
 * @param line the first line of the text's row, from 1
 * @param text the text, cut to the maximum length of a message
 * @param labels the categories; empty for an acceptable text
 */
record LabelledText(int line, String text, Set<Category> labels) {

  LabelledText {
    int points = Math.min(TextModeration.MAX_TEXT_LENGTH, text.codePointCount(0, text.length()));
    text = text.substring(0, text.offsetByCodePoints(0, points));
  }

  /** Contains the line number only. */
  @Override
  public String toString() {
    return "LabelledText[line " + line + "]";
  }
}
