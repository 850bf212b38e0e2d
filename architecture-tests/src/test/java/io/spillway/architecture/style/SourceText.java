package io.spillway.architecture.style;

/**
 * A text file of the repository.
 *
 * @param path the path from the repository's root, with slashes
 * @param text the content
 */
record SourceText(String path, String text) {

  boolean isJava() {
    return path.endsWith(".java");
  }

  int lineAt(int offset) {
    int line = 1;
    for (int at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
      line++;
    }
    return line;
  }
}
