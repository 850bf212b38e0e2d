package io.spillway.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Table of text that fits the terminal: on a narrow one it omits extra columns, the last first, and
 * cuts the longest texts. Columns are never cut without a terminal.
 */
public final class Table {

  /** Width to which texts are cut before an extra column is omitted. */
  private static final int READABLE = 30;

  private static final int LEAST = 8;
  private static final String GAP = "  ";

  private enum Fit {
    FIXED,
    EXTRA,
    TEXT
  }

  /** Head of a column, with its behaviour on a narrow terminal. */
  public static final class Column {
    private final String head;
    private final Fit fit;

    private Column(String head, Fit fit) {
      this.head = head;
      this.fit = fit;
    }
  }

  private final List<Fit> fits;
  private final List<List<String>> rows = new ArrayList<>();

  /** Creates a table without rows. */
  public Table(Column... columns) {
    fits = Arrays.stream(columns).map(column -> column.fit).toList();
    rows.add(Arrays.stream(columns).map(column -> column.head).toList());
  }

  /** Returns a column that is always complete, such as an id for another command. */
  public static Column fixed(String head) {
    return new Column(head, Fit.FIXED);
  }

  /** Returns a column that a narrow terminal omits. */
  public static Column extra(String head) {
    return new Column(head, Fit.EXTRA);
  }

  /** Returns a column that a narrow terminal cuts. */
  public static Column text(String head) {
    return new Column(head, Fit.TEXT);
  }

  /** Adds a row with a cell for each column. */
  public void add(String... cells) {
    rows.add(Arrays.stream(cells).map(Table::printable).toList());
  }

  /** Prints the table, as wide as its content or as the terminal. */
  public void print(PrintWriter out) {
    lines(Terminal.columns()).forEach(out::println);
    out.flush();
  }

  List<String> lines(int columns) {
    int[] widths = widths(columns);
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private int[] widths(int columns) {
    int[] widths = new int[fits.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    omitExtras(widths, columns);
    cutTexts(widths, columns);
    return widths;
  }

  private void omitExtras(int[] widths, int columns) {
    int[] readable = widths.clone();
    for (int i = 0; i < readable.length; i++) {
      readable[i] = fits.get(i) == Fit.TEXT ? Math.min(READABLE, readable[i]) : readable[i];
    }
    for (int i = widths.length - 1; i >= 0 && total(readable) > columns; i--) {
      if (fits.get(i) == Fit.EXTRA) {
        readable[i] = 0;
        widths[i] = 0;
      }
    }
  }

  private void cutTexts(int[] widths, int columns) {
    for (int i = widths.length - 1; i >= 0; i--) {
      int over = total(widths) - columns;
      if (over > 0 && fits.get(i) == Fit.TEXT) {
        widths[i] = Math.max(Math.min(LEAST, widths[i]), widths[i] - over);
      }
    }
  }

  private static int total(int[] widths) {
    long shown = Arrays.stream(widths).filter(width -> width > 0).count();
    return Arrays.stream(widths).sum() + GAP.length() * (int) (shown - 1);
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] > 0) {
        String cell = cut(row.get(i), widths[i]);
        line.append(cell).append(" ".repeat(widths[i] - length(cell))).append(GAP);
      }
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String text, int width) {
    return length(text) <= width
        ? text
        : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Replaces control characters, because others' text must not control the terminal. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]", "?");
  }
}
