package io.spillway.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.ports.moderation.Category;
import io.spillway.wire.Json;
import io.spillway.wire.UnreadableJsonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Text with a human's labels.
 *
 * @param line the line of the file, from 1
 * @param labels the categories; empty for an acceptable text
 */
record LabelledText(int line, String text, Set<Category> labels) {

  /** Maximum number of lines of a file. */
  static final int MAX_LINES = 100_000;

  /**
   * Reads the lines of a file, each a JSON object with a {@code text} and a list of {@code
   * categories}.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException naming the first invalid line
   */
  static List<LabelledText> of(Path file) throws IOException {
    List<LabelledText> texts = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          texts.add(of(number, line));
        }
        if (texts.size() > MAX_LINES) {
          throw new IllegalArgumentException("--input has more than " + MAX_LINES + " lines");
        }
      }
    }
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("--input has no lines");
    }
    return texts;
  }

  private static LabelledText of(int number, String line) {
    JsonNode node;
    try {
      node = Json.readObject(line);
    } catch (UnreadableJsonException e) {
      throw bad(number, "is not a JSON object");
    }
    JsonNode text = node.path("text");
    if (!text.isTextual() || text.textValue().isBlank()) {
      throw bad(number, "has no \"text\"");
    }
    if (!node.path("categories").isArray()) {
      throw bad(number, "has no list of \"categories\"");
    }
    Set<Category> labels = EnumSet.noneOf(Category.class);
    for (JsonNode label : node.path("categories")) {
      labels.add(
          Category.ofCode(label.asText())
              .orElseThrow(() -> bad(number, "has an unknown category")));
    }
    return new LabelledText(number, text.textValue(), labels);
  }

  private static IllegalArgumentException bad(int line, String what) {
    return new IllegalArgumentException("--input: line " + line + " " + what);
  }

  /** Contains the line number only. */
  @Override
  public String toString() {
    return "LabelledText[line " + line + "]";
  }
}
