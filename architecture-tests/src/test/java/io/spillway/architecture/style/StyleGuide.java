package io.spillway.architecture.style;

import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks texts against the section "Language" of CONTRIBUTING.md. */
final class StyleGuide {

  private static final Path ROOT = RepositoryRoot.path();
  private static final Set<String> SKIPPED =
      Set.of("target", ".quick", ".git", ".spillway", "node_modules", "decisions", "broken");

  private final CommentStyle comments;
  private final DocumentStyle documents;
  private final NameStyle names;
  private final List<String> exceptions;

  StyleGuide(Sections words, Sections exceptions) {
    comments = new CommentStyle(words);
    documents = new DocumentStyle(comments);
    names = new NameStyle(words, Set.copyOf(exceptions.lines("method names")));
    this.exceptions = exceptions.lines("findings");
  }

  static StyleGuide read() {
    return new StyleGuide(Sections.read("words.txt"), Sections.read("exceptions.txt"));
  }

  /** Java sources, {@code openapi.json} and Markdown, except what records the past. */
  static List<SourceText> textsOfTheRepository() throws IOException {
    List<SourceText> texts = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped = SKIPPED.contains(String.valueOf(folder.getFileName()));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String path = ROOT.relativize(file).toString().replace('\\', '/');
            if (isChecked(path)) {
              texts.add(new SourceText(path, Files.readString(file)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return texts;
  }

  private static boolean isChecked(String path) {
    return path.endsWith(".java")
        || path.endsWith("/openapi.json")
        || (path.endsWith(".md") && !path.equals("CHANGELOG.md"));
  }

  /**
   * Result of a check.
   *
   * @param findings violations that no exception covers, by file and line
   * @param unusedExceptions exceptions that cover no violation
   */
  record Result(List<Finding> findings, List<String> unusedExceptions) {

    Result {
      findings = List.copyOf(findings);
      unusedExceptions = List.copyOf(unusedExceptions);
    }
  }

  Result check(List<SourceText> texts) {
    List<Finding> all = findAll(texts);
    return new Result(
        all.stream()
            .filter(finding -> exceptions.stream().noneMatch(line -> covers(line, finding)))
            .sorted()
            .toList(),
        exceptions.stream()
            .filter(line -> all.stream().noneMatch(finding -> covers(line, finding)))
            .toList());
  }

  private List<Finding> findAll(List<SourceText> texts) {
    List<SourceText> sources = texts.stream().filter(SourceText::isJava).toList();
    List<Finding> findings = new ArrayList<>(names.check(sources));
    for (SourceText text : texts) {
      findings.addAll(text.isJava() ? comments.check(text) : documents.check(text));
    }
    return findings;
  }

  private static boolean covers(String exception, Finding finding) {
    String[] parts = exception.split(": ", 2);
    return finding.path().endsWith(parts[0])
        && (parts.length == 1 || finding.text().contains(parts[1]));
  }
}
