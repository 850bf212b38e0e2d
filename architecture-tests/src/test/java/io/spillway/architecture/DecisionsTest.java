package io.spillway.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each decision record has the common form and is in the index. */
class DecisionsTest {

  private static final Path FOLDER = RepositoryRoot.resolve("docs/decisions");
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?<file>[^)#:]+\\.md)?(?:#(?<anchor>[^)]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  private static final String RECORD =
      "# 1. Ports are small\n\nDate: 2026-11-25\n\n## Context\na\n## Decision\nb\n## Consequences\nc\n";
  private static final String ROW = "| [1](0001-ports.md) | Ports are small | one line | 2026 |\n";

  private static Map<String, String> records() throws IOException {
    Map<String, String> records = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        records.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return records;
  }

  @Test
  void each_record_has_the_form_and_is_in_the_index() throws IOException {
    Map<String, String> records = records();
    String index = records.remove("README.md");

    assertThat(records).hasSizeGreaterThan(50);
    assertThat(Decisions.faults(records, String.valueOf(index))).isEmpty();
  }

  @Test
  void links_between_documents_lead_to_files_and_headings() throws IOException {
    try (Stream<Path> files = Files.walk(RepositoryRoot.resolve("docs"))) {
      for (Path document : files.filter(file -> file.toString().endsWith(".md")).toList()) {
        for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
          Path target = link.group(1) == null ? document : document.resolveSibling(link.group(1));
          assertThat(target).as("link of %s", document.getFileName()).exists();
          if (link.group(2) != null) {
            assertThat(anchors(target)).as("of %s", document.getFileName()).contains(link.group(2));
          }
        }
      }
    }
  }

  private static List<String> anchors(Path document) throws IOException {
    return HEADING
        .matcher(Files.readString(document))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void a_record_that_keeps_the_form_passes() {
    assertThat(Decisions.faults(Map.of("0001-ports.md", RECORD), ROW)).isEmpty();
  }

  @Test
  void a_record_outside_the_index_is_found() {
    assertThat(Decisions.faults(Map.of("0001-ports.md", RECORD), ""))
        .containsExactly("0001-ports.md: is not in the index by its number and title");
  }

  @Test
  void a_row_without_a_record_is_found() {
    assertThat(
            Decisions.faults(
                Map.of("0001-ports.md", RECORD), ROW + "| [2](0002-a.md) | A | a | 2026 |\n"))
        .containsExactly("0002-a.md: is in the index, but not in the folder");
  }

  @Test
  void a_row_with_another_title_is_found() {
    assertThat(Decisions.faults(Map.of("0001-ports.md", RECORD), ROW.replace("small", "large")))
        .containsExactly("0001-ports.md: is not in the index by its number and title");
  }

  @Test
  void a_record_without_consequences_is_found() {
    assertThat(
            Decisions.faults(
                Map.of("0001-ports.md", RECORD.replace("## Consequences", "## Outlook")), ROW))
        .singleElement()
        .asString()
        .startsWith("0001-ports.md: has the headings [Context, Decision, Outlook]");
  }

  @Test
  void a_title_that_asks_is_found() {
    String title = "What ports are";

    assertThat(
            Decisions.faults(
                Map.of("0001-ports.md", RECORD.replace("Ports are small", title)),
                ROW.replace("Ports are small", title)))
        .containsExactly("0001-ports.md: the title does not say the decision");
  }

  @Test
  void a_missing_number_needs_a_reason() {
    Map<String, String> records =
        Map.of(
            "0001-ports.md", RECORD, "0004-a.md", RECORD.replace("# 1. Ports are small", "# 4. A"));
    String index = ROW + "| [4](0004-a.md) | A | a | 2026 |\n";

    assertThat(Decisions.faults(records, index))
        .containsExactly(
            "2: is missing, and the index does not say why",
            "3: is missing, and the index does not say why");
    assertThat(Decisions.faults(records, index + "- 2 and 3: reserved, not used\n")).isEmpty();
    assertThat(Decisions.faults(records, index + "- 1, 2 and 3: reserved, not used\n"))
        .containsExactly("1: is explained as missing, but has a record");
  }
}
