package io.spillway.architecture.style;

/**
 * A violation of the style guide.
 *
 * @param path the file, from the repository's root
 * @param line the line, counted from 1
 * @param rule the rule that is violated
 * @param text the offending text and its surroundings
 */
record Finding(String path, int line, String rule, String text) implements Comparable<Finding> {

  private static final int LONGEST = 140;

  Finding {
    text = text.strip().replaceAll("\\s+", " ");
    text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  @Override
  public int compareTo(Finding other) {
    int byPath = path.compareTo(other.path);
    return byPath != 0 ? byPath : Integer.compare(line, other.line);
  }

  @Override
  public String toString() {
    return path + ":" + line + ": " + rule + ": " + text;
  }
}
