package io.spillway.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.wire.Json;
import io.spillway.wire.UnreadableJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Figures of an evaluation, without texts, as saved for a later one.
 *
 * @param wordList the word list's version
 * @param policy the policy's version, with a hash of its content
 * @param rows the confusion by category code, and for {@link Evaluation#ANY}
 */
record SavedRun(Source source, String wordList, String policy, Map<String, Confusion> rows) {

  private static final double PLACES = 10_000;

  /**
   * Writes the figures as JSON.
   *
   * @throws IllegalArgumentException if the file cannot be written
   */
  void save(Path file) {
    try {
      Files.writeString(file, json().toPrettyString() + "\n");
    } catch (IOException e) {
      throw new IllegalArgumentException("--save cannot be written: " + e.getMessage(), e);
    }
  }

  private ObjectNode json() {
    ObjectNode run = Json.object();
    ObjectNode input = run.putObject("input");
    input.put("file", source.file());
    input.put("sha256", source.sha256());
    input.set("reading", source.reading());
    run.put("wordList", wordList);
    run.put("policy", policy);
    ObjectNode categories = run.putObject("rows");
    rows.forEach((category, row) -> write(row, categories.putObject(category)));
    return run;
  }

  private static void write(Confusion row, ObjectNode json) {
    json.put("right", row.right());
    json.put("wrong", row.wrong());
    json.put("missed", row.missed());
    json.put("passed", row.passed());
    put("precision", row.precision(), json);
    put("recall", row.recall(), json);
    put("f1", row.f1(), json);
    put("falsePositivesPerThousand", row.falsePositivesPerThousand(), json);
  }

  private static void put(String name, double value, ObjectNode json) {
    if (Double.isNaN(value)) {
      json.putNull(name);
    } else {
      json.put(name, Math.round(value * PLACES) / PLACES);
    }
  }

  /**
   * Reads saved figures.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the file does not have saved figures
   */
  static SavedRun read(Path file) throws IOException {
    String problem = "--previous: " + file + " was not written by --save";
    ObjectNode run;
    try {
      run = Json.readObject(Files.readString(file));
    } catch (UnreadableJsonException e) {
      throw new IllegalArgumentException(problem + ": " + e.problem(), e);
    }
    JsonNode input = run.path("input");
    Map<String, Confusion> rows = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> row : run.path("rows").properties()) {
      rows.put(row.getKey(), confusion(row.getValue()));
    }
    if (!(input.path("reading") instanceof ObjectNode reading)
        || !rows.containsKey(Evaluation.ANY)) {
      throw new IllegalArgumentException(problem + ": it has no figures");
    }
    Source source = new Source(input.path("file").asText(), input.path("sha256").asText(), reading);
    return new SavedRun(source, run.path("wordList").asText(), run.path("policy").asText(), rows);
  }

  private static Confusion confusion(JsonNode row) {
    return new Confusion(
        row.path("right").asInt(),
        row.path("wrong").asInt(),
        row.path("missed").asInt(),
        row.path("passed").asInt());
  }

  /**
   * Checks that figures of another run are comparable.
   *
   * @throws IllegalArgumentException if that run has another input, or reads it otherwise
   */
  void requireSameSource(Source other) {
    if (!source.sha256().equals(other.sha256())) {
      throw new IllegalArgumentException(
          "--previous was saved for another input: "
              + describe(source)
              + ", but --input is "
              + describe(other));
    }
    if (!source.reading().equals(other.reading())) {
      throw new IllegalArgumentException(
          "--previous was saved with other columns or labels: " + Json.text(source.reading()));
    }
  }

  private static String describe(Source source) {
    return source.file() + " (SHA-256 " + source.sha256() + ")";
  }

  /** Returns the confusion of a category; one that was neither labelled nor flagged has no row. */
  Confusion row(String category) {
    Confusion any = rows.getOrDefault(Evaluation.ANY, Confusion.NONE);
    return rows.getOrDefault(category, new Confusion(0, 0, 0, any.texts()));
  }
}
