package io.spillway.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.wire.Json;
import io.spillway.wire.UnreadableJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What viewers write: lines of a file, or some of our own. */
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

  /** Tame enough to print here, and still more than the word list lets through. */
  private static final List<String> ROUGH =
      List.of("kys", "free robux for everyone", "crypto giveaway, join now");

  /** One in this many is rough. */
  private static final int ROUGH_EVERY = 20;

  private final List<String> lines;

  private Chatter(List<String> lines) {
    this.lines = lines;
  }

  /** Our own: tame, but for one in twenty. */
  static Chatter madeUp() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < OPENINGS.size() * REST.size(); i++) {
      lines.add(
          i % ROUGH_EVERY == ROUGH_EVERY / 2
              ? ROUGH.get(i / ROUGH_EVERY % ROUGH.size())
              : OPENINGS.get(i % OPENINGS.size()) + ", " + REST.get(i / OPENINGS.size()));
    }
    return new Chatter(lines);
  }

  /**
   * The texts of a file with a JSON object on each line.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException naming the first line that has no text
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
    return new Chatter(texts);
  }

  int size() {
    return lines.size();
  }

  /** The text of a number from 0 on; begins again when there are no more. */
  String text(int index) {
    return lines.get(index % lines.size());
  }

  private static String text(String line, int number) {
    try {
      JsonNode text = Json.readObject(line).path("text");
      if (text.isTextual()) {
        return text.asText();
      }
    } catch (UnreadableJsonException e) {
      // falls through to the one message for every bad line
    }
    throw new IllegalArgumentException(
        "--input: line " + number + " is not a JSON object with a \"text\"");
  }
}
