package io.spillway.embedding;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Java block of a Markdown document, divided into imports and statements. */
record JavaBlock(String imports, String statements) {

  private static final Pattern FENCED = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /** Returns the code of all blocks of a document, in order. */
  static List<String> in(String markdown) {
    return FENCED.matcher(markdown).results().map(found -> found.group(1)).toList();
  }

  static JavaBlock of(String code) {
    return new JavaBlock(lines(code, true), lines(code, false));
  }

  private static String lines(String code, boolean imports) {
    return code.lines()
        .filter(line -> line.startsWith("import ") == imports)
        .collect(Collectors.joining("\n"));
  }
}
