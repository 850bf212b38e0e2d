package io.spillway.cli.evaluate;

import java.nio.file.Path;
import java.util.Locale;

/** Format of a file with labelled texts. */
public enum InputFormat {
  /** RFC 4180, with a header; separated by commas, semicolons or tabs. */
  CSV,
  /** CSV separated by tabs. */
  TSV,
  /** A JSON object on each line. */
  JSON_LINES;

  /**
   * Returns the format with a name.
   *
   * @param name {@code csv}, {@code tsv} or {@code jsonl}
   * @throws IllegalArgumentException if the name is unknown
   */
  public static InputFormat ofName(String name) {
    return of(name, "--format must be csv, tsv or jsonl");
  }

  /**
   * Returns the format of a file by its extension, in any case.
   *
   * @param file any path
   * @throws IllegalArgumentException if the extension is unknown
   */
  public static InputFormat ofFile(Path file) {
    String name = String.valueOf(file.getFileName());
    return of(
        name.substring(name.lastIndexOf('.') + 1),
        "--input does not end in .csv, .tsv, .jsonl, .ndjson or .json: name its format by --format");
  }

  private static InputFormat of(String name, String problem) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "csv" -> CSV;
      case "tsv" -> TSV;
      case "jsonl", "ndjson", "json" -> JSON_LINES;
      default -> throw new IllegalArgumentException(problem);
    };
  }
}
