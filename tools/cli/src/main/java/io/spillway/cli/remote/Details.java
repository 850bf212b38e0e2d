package io.spillway.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** Names and values, one on each line, with the values aligned. */
public final class Details {

  private static final int NAMES = 15;

  private final PrintWriter out;

  public Details(PrintWriter out) {
    this.out = out;
  }

  /** Prints a value; nothing for an empty one. */
  public void line(String name, String value) {
    if (!value.isEmpty()) {
      out.println(name + " ".repeat(Math.max(1, NAMES - name.length())) + value);
    }
  }

  /** Prints a value from JSON; nothing for a missing or empty one. */
  public void line(String name, JsonNode value) {
    line(name, value.asText(""));
  }

  /** Prints a further value of the preceding name. */
  public void more(String value) {
    line(" ", value);
  }
}
