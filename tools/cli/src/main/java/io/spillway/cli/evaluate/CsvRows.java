package io.spillway.cli.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reader of CSV with a header (RFC 4180). */
final class CsvRows {

  private static final char[] SEPARATORS = {',', ';', '\t'};

  private static final CsvFactory FACTORY =
      CsvFactory.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

  private final Columns columns;
  private final @Nullable Character separator;

  /** Position and width of what is read from each row. */
  private record Shape(int text, int labels, int width) {}

  /**
   * @param separator the character between cells; null to detect it by the header
   */
  CsvRows(Columns columns, @Nullable Character separator) {
    this.columns = columns;
    this.separator = separator;
  }

  /**
   * Adds each row that is not empty.
   *
   * @throws IllegalArgumentException naming the first invalid line
   */
  void read(BufferedReader file, RowLimit limit, Rows rows) throws IOException {
    char between = separator == null ? detect(CsvHeader.peek(file)) : separator;
    int line = 1;
    try (CsvParser cells = parser(file, between)) {
      cells.nextToken();
      Shape shape = null;
      while (cells.nextToken() == JsonToken.START_ARRAY) {
        line = cells.currentLocation().getLineNr();
        limit.startRow(line);
        if (shape == null) {
          shape = shape(CsvHeader.names(cells));
        } else {
          addRow(cells, line, shape, rows);
        }
      }
    } catch (JsonProcessingException e) {
      throw Rows.invalid(
          line, "is not CSV: a quote is not closed, not doubled, or followed by text");
    }
  }

  private static CsvParser parser(Reader file, char between) throws IOException {
    CsvParser parser = FACTORY.createParser(file);
    parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(between));
    return parser;
  }

  /** Returns the separator by which the header has the text's column, or else most columns. */
  private char detect(String header) throws IOException {
    Map<Character, List<String>> names = new LinkedHashMap<>();
    for (char candidate : SEPARATORS) {
      names.put(candidate, names(header, candidate));
    }
    return names.entrySet().stream()
        .max(
            Comparator.comparing(
                    (Map.Entry<Character, List<String>> entry) ->
                        entry.getValue().contains(columns.text()))
                .thenComparing(entry -> entry.getValue().size()))
        .orElseThrow()
        .getKey();
  }

  private static List<String> names(String header, char separator) throws IOException {
    try (CsvParser cells = parser(new StringReader(header), separator)) {
      cells.nextToken();
      cells.nextToken();
      return CsvHeader.names(cells);
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  private Shape shape(List<String> header) {
    int text = header.indexOf(columns.text());
    int labels =
        columns.labels().stream()
            .mapToInt(header::indexOf)
            .filter(at -> at >= 0)
            .findFirst()
            .orElse(-1);
    if (text < 0) {
      throw missing('"' + columns.text() + '"', "--text-column", header);
    }
    if (labels < 0 && !columns.labels().isEmpty()) {
      throw missing(columns.labelNames(), "--label-column or --unlabelled", header);
    }
    return new Shape(text, labels, header.size());
  }

  private static IllegalArgumentException missing(
      String column, String option, List<String> header) {
    return new IllegalArgumentException(
        "--input has no column "
            + column
            + ", but "
            + CsvHeader.describe(header)
            + ": use "
            + option);
  }

  private static void addRow(CsvParser cells, int line, Shape shape, Rows rows) throws IOException {
    String text = "";
    List<String> labels = List.of();
    int width = 0;
    boolean isEmpty = true;
    while (cells.nextToken() == JsonToken.VALUE_STRING) {
      isEmpty &= cells.getTextLength() == 0;
      if (width == shape.text) {
        text = cells.getText();
      }
      if (width == shape.labels) {
        labels = List.of(cells.getText());
      }
      width++;
    }
    boolean isEmptyLine = isEmpty && width == 1;
    if (width != shape.width && !isEmptyLine) {
      throw Rows.invalid(line, "has " + width + " columns instead of the header's " + shape.width);
    }
    if (!isEmptyLine) {
      rows.add(line, text, labels);
    }
  }
}
