package io.spillway.cli.evaluate;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Header of a CSV file. */
final class CsvHeader {

  private static final int MAX_NAMES_SHOWN = 20;
  private static final int MAX_NAME_LENGTH = 40;

  private CsvHeader() {}

  /** Returns the first row of a file, whose position does not change. */
  static String peek(BufferedReader file) throws IOException {
    file.mark(RowLimit.MAX_LENGTH + 1);
    StringBuilder row = new StringBuilder();
    boolean isQuoted = false;
    int next = file.read();
    while (next >= 0 && row.length() < RowLimit.MAX_LENGTH) {
      isQuoted ^= next == '"';
      if (!isQuoted && (next == '\n' || next == '\r')) {
        break;
      }
      row.append((char) next);
      next = file.read();
    }
    file.reset();
    return row.toString();
  }

  /** Returns the cells of the current row, without white space around them. */
  static List<String> names(CsvParser cells) throws IOException {
    List<String> names = new ArrayList<>();
    while (cells.nextToken() == JsonToken.VALUE_STRING) {
      names.add(cells.getText().strip());
    }
    return names;
  }

  /** Returns the names, shortened for a message. */
  static String describe(List<String> names) {
    List<String> shown =
        names.stream()
            .limit(MAX_NAMES_SHOWN)
            .map(name -> name.replaceAll("\\p{Cntrl}", " "))
            .map(name -> name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH)))
            .toList();
    return String.join(", ", shown) + (names.size() > shown.size() ? ", ..." : "");
  }
}
