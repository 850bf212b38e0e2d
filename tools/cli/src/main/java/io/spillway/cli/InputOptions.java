package io.spillway.cli;

import io.spillway.cli.evaluate.Columns;
import io.spillway.cli.evaluate.InputFile;
import io.spillway.cli.evaluate.InputFormat;
import io.spillway.cli.evaluate.LabelNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for a file of labelled texts. */
final class InputOptions {

  private static final String TAB = "tab";

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      description =
          "File with texts and labels: CSV or TSV with a header, or a JSON object on each line.")
  private Path file = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv, tsv or jsonl (default: by the extension of the file).")
  private @Nullable String format;

  @Option(
      names = "--separator",
      paramLabel = "CHARACTER",
      description =
          "Character between the cells of CSV, or tab (default: comma, semicolon or tab, by the "
              + "header).")
  private @Nullable String separator;

  @Option(
      names = "--text-column",
      paramLabel = "NAME",
      defaultValue = Columns.TEXT,
      description = "Column or JSON field of the text (default: ${DEFAULT-VALUE}).")
  private String textColumn = Columns.TEXT;

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      description =
          "Column or JSON field of the labels (default: categories, or else label): one category, "
              + "or several with semicolons, commas or spaces between them, or a JSON list. An "
              + "empty cell, or none, means an acceptable text.")
  private @Nullable String labelColumn;

  @Option(
      names = "--label",
      paramLabel = "VALUE=CATEGORY",
      description =
          "Category of a label that is not a category's code, or none for an acceptable text, or "
              + "skip to leave the text out: --label E=harassment --label O=none. May be given many "
              + "times.")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--other-labels",
      paramLabel = "CATEGORY",
      description =
          "Category of all other labels, or none, or skip (default: other labels are errors).")
  private @Nullable String otherLabels;

  @Option(
      names = "--unlabelled",
      description = "The file has no labels: all texts count as acceptable.")
  private boolean unlabelled;

  /**
   * Returns the file.
   *
   * @throws IllegalArgumentException if an option is invalid
   */
  InputFile file() {
    InputFormat form = format == null ? InputFormat.ofFile(file) : InputFormat.ofName(format);
    if (separator != null && form != InputFormat.CSV) {
      throw new IllegalArgumentException("--separator requires CSV");
    }
    if (unlabelled && (labelColumn != null || otherLabels != null || !labels.isEmpty())) {
      throw new IllegalArgumentException(
          "--unlabelled excludes --label-column, --label and --other-labels");
    }
    return new InputFile(file, form, separator(), columns(), LabelNames.of(labels, otherLabels));
  }

  private Columns columns() {
    if (unlabelled) {
      return new Columns(textColumn, List.of());
    }
    return new Columns(textColumn, labelColumn == null ? Columns.LABELS : List.of(labelColumn));
  }

  private @Nullable Character separator() {
    if (separator == null || separator.equals(TAB)) {
      return separator == null ? null : '\t';
    }
    if (separator.length() != 1 || "\"\r\n".contains(separator)) {
      throw new IllegalArgumentException("--separator must be one character, or tab");
    }
    return separator.charAt(0);
  }
}
