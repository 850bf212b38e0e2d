package io.spillway.cli.evaluate;

import io.spillway.cli.evaluate.LabelNames.UnknownLabelException;
import io.spillway.ports.moderation.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rows of a file as labelled texts. Blank and skipped texts are counted only. */
final class Rows {

  /** Maximum number of rows of a file. */
  static final int MAX_ROWS = 100_000;

  private final LabelNames names;
  private final List<LabelledText> texts = new ArrayList<>();
  private int blank;
  private int skipped;

  Rows(LabelNames names) {
    this.names = names;
  }

  List<LabelledText> texts() {
    return texts;
  }

  /** Returns the number of rows with a blank text. */
  int blank() {
    return blank;
  }

  /** Returns the number of rows with a label to leave them out. */
  int skipped() {
    return skipped;
  }

  /**
   * Adds a row.
   *
   * @param line the row's first line, from 1
   * @param labels the values of the labels
   * @throws IllegalArgumentException if a label is unknown, or the file has too many rows
   */
  void add(int line, String text, List<String> labels) {
    if (texts.size() + blank + skipped == MAX_ROWS) {
      throw new IllegalArgumentException("--input has more than " + MAX_ROWS + " rows");
    }
    Optional<Set<Category>> categories = categories(line, labels);
    if (text.isBlank()) {
      blank++;
    } else if (categories.isEmpty()) {
      skipped++;
    } else {
      texts.add(new LabelledText(line, text, categories.get()));
    }
  }

  private Optional<Set<Category>> categories(int line, List<String> labels) {
    try {
      return names.categories(labels);
    } catch (UnknownLabelException e) {
      throw invalid(line, "has the " + e.getMessage());
    }
  }

  /** Returns the exception for an invalid line. */
  static IllegalArgumentException invalid(int line, String problem) {
    return new IllegalArgumentException("--input: line " + line + " " + problem);
  }
}
