package io.spillway.architecture.style;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules for Markdown documents and for the texts of {@code openapi.json}. */
final class DocumentStyle {

  private static final Pattern NOT_PROSE =
      Pattern.compile("`[^`\\n]*`|\\]\\([^)\\n]*\\)|https?://\\S+|<!--(?s:.*?)-->");
  private static final Pattern JSON_TEXT =
      Pattern.compile(
          "\"(?:description|summary|title|detail)\"\\s*:\\s*\"([^\"\\\\\\n]*(?:\\\\.[^\"\\\\\\n]*)*)\"");

  private final CommentStyle words;

  DocumentStyle(CommentStyle words) {
    this.words = words;
  }

  List<Finding> check(SourceText document) {
    if (document.path().endsWith(".json")) {
      return checkJson(document);
    }
    String prose =
        NOT_PROSE
            .matcher(document.text())
            .replaceAll(each -> each.group().replaceAll("[^\\n]", " "));
    return words.bannedWords(document.path(), 1, "document", prose);
  }

  private List<Finding> checkJson(SourceText document) {
    List<Finding> findings = new ArrayList<>();
    Matcher text = JSON_TEXT.matcher(document.text());
    while (text.find()) {
      findings.addAll(
          words.bannedWords(
              document.path(),
              document.lineAt(text.start()),
              "description",
              text.group(1).replaceAll("`[^`]*`", "``")));
    }
    return findings;
  }
}
