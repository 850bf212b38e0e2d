package io.spillway.cli.deadletters;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Table of text with columns as wide as their content. */
final class Table {

  private static final int WIDEST = 60;

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... heads) {
    rows.add(List.of(heads));
  }

  void add(String... cells) {
    rows.add(List.of(cells).stream().map(Table::printable).toList());
  }

  void print(PrintWriter out) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
    out.flush();
  }

  /** Escapes control characters, because others' text must not control the terminal. */
  private static String printable(String text) {
    String plain =
        text.replaceAll("[\\p{Cc}\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]", "?");
    return plain.length() <= WIDEST ? plain : plain.substring(0, WIDEST - 1) + "…";
  }
}
