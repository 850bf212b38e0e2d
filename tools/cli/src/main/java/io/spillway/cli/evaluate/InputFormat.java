package io.spillway.cli.evaluate;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Format of a file with labelled texts. */
public enum InputFormat {
  /** RFC 4180, with a header; separated by commas, semicolons or tabs. */
  CSV("csv"),
  /** CSV separated by tabs. */
  TSV("tsv"),
  /** A JSON object on each line. */
  JSON_LINES("jsonl", "ndjson", "json");

  private final List<String> names;

  InputFormat(String... names) {
    this.names = List.of(names);
  }

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
    String wanted = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> format.names.contains(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(problem));
  }
}
