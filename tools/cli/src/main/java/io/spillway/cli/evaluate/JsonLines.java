package io.spillway.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.wire.Json;
import io.spillway.wire.UnreadableJsonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reader of a JSON object on each line. Labels are a text, a number or a list. */
final class JsonLines {

  private final Columns columns;

  JsonLines(Columns columns) {
    this.columns = columns;
  }

  /**
   * Adds each line that is not blank.
   *
   * @throws IllegalArgumentException naming the first invalid line
   */
  void read(BufferedReader lines, RowLimit limit, Rows rows) throws IOException {
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      limit.startRow(number + 1);
      if (!line.isBlank()) {
        JsonNode object = parse(number, line);
        rows.add(number, text(number, object), labels(number, object));
      }
    }
  }

  private static JsonNode parse(int number, String line) {
    try {
      return Json.readObject(line);
    } catch (UnreadableJsonException e) {
      throw Rows.invalid(number, "is not a JSON object");
    }
  }

  private String text(int number, JsonNode object) {
    JsonNode text = object.path(columns.text());
    if (!text.isTextual()) {
      throw Rows.invalid(number, "has no text \"" + columns.text() + '"');
    }
    return text.textValue();
  }

  private List<String> labels(int number, JsonNode object) {
    List<String> labels = new ArrayList<>();
    if (columns.labels().isEmpty()) {
      return labels;
    }
    JsonNode found =
        columns.labels().stream()
            .map(object::path)
            .filter(node -> !node.isMissingNode())
            .findFirst()
            .orElseThrow(() -> Rows.invalid(number, "has no " + columns.labelNames()));
    for (JsonNode label : found.isArray() ? found : List.of(found)) {
      if (!label.isValueNode() || label.isNull()) {
        throw Rows.invalid(
            number, "has an invalid label: " + columns.labelNames() + " must be a text or a list");
      }
      labels.add(label.asText());
    }
    return labels;
  }
}
