package io.spillway.cli.evaluate;

import java.util.List;

/**
 * Columns of a CSV file, or fields of JSON objects.
 *
 * @param text the text's column
 * @param labels the possible columns of the labels, in order of preference; empty for a file
 *     without labels
 */
public record Columns(String text, List<String> labels) {

  /** Default column of the text. */
  public static final String TEXT = "text";

  /** Default columns of the labels. */
  public static final List<String> LABELS = List.of("categories", "label");

  /** Standard columns. */
  public static final Columns STANDARD = new Columns(TEXT, LABELS);

  public Columns {
    labels = List.copyOf(labels);
    if (text.isBlank() || labels.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("--text-column and --label-column must not be blank");
    }
  }

  /** Returns the names of the label columns, for messages. */
  String labelNames() {
    return labels.stream()
        .map(name -> '"' + name + '"')
        .reduce((first, second) -> first + " or " + second)
        .orElse("");
  }
}
