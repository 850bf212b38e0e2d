package io.spillway.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.wire.Json;
import io.spillway.wire.UnreadableJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Source of chat messages: lines of a file, or built-in ones. */
final class Chatter {

  private static final List<String> OPENINGS =
      List.of("wow", "nice", "lol", "haha", "yes", "oh no", "omg", "well", "hey chat", "ok");

  private static final List<String> REST =
      List.of(
          "that was close",
          "what a run",
          "first time here, hello",
          "which map is next?",
          "the music is great today",
          "good luck on this one",
          "greetings from Zürich \uD83D\uDC4B",
          "can you play that again",
          "almost had it",
          "see you all tomorrow",
          "that boss is so unfair",
          "clip it!");

  /** Mild enough to print here, but caught by the word list. */
  private static final List<String> ROUGH =
      List.of("kys", "free robux for everyone", "crypto giveaway, join now");

  /** One in this many is rough. */
  private static final int ROUGH_EVERY = 20;

  private final List<String> lines;
  private final boolean isMadeUp;

  private Chatter(List<String> lines, boolean isMadeUp) {
    this.lines = lines;
    this.isMadeUp = isMadeUp;
  }

  /** Returns built-in messages, mild except one in twenty. */
  static Chatter madeUp() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < OPENINGS.size() * REST.size(); i++) {
      lines.add(
          i % ROUGH_EVERY == ROUGH_EVERY / 2
              ? ROUGH.get(i / ROUGH_EVERY % ROUGH.size())
              : OPENINGS.get(i % OPENINGS.size()) + ", " + REST.get(i / OPENINGS.size()));
    }
    return new Chatter(lines, true);
  }

  /**
   * Returns the texts of a file with a JSON object on each line.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException naming the first line without a text
   */
  static Chatter of(Path file) throws IOException {
    List<String> texts = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank()) {
        texts.add(text(line, number));
      }
    }
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("--input has no lines");
    }
    return new Chatter(texts, false);
  }

  int size() {
    return lines.size();
  }

  /**
   * Returns the text at an index from 0; wraps around at the end. Built-in texts are numbered by
   * round then, so that they do not exceed the limit of equal texts on a stream.
   */
  String text(int index) {
    int round = index / lines.size();
    String line = lines.get(index % lines.size());
    return isMadeUp && round > 0 ? line + " " + round : line;
  }

  private static String text(String line, int number) {
    try {
      JsonNode text = Json.readObject(line).path("text");
      if (text.isTextual()) {
        return text.asText();
      }
    } catch (UnreadableJsonException e) {
      // falls through to the shared message for invalid lines
    }
    throw new IllegalArgumentException(
        "--input: line " + number + " is not a JSON object with a \"text\"");
  }
}
