package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runbook for on-call operators: every command, route and alert in it exists. */
class RunbookTest {

  private static final Path ROOT = RepositoryRoot.path();

  private final String runbook = text("docs/runbook.md");

  @Test
  void each_failure_has_symptoms_actions_and_a_check() {
    List<String> failures = List.of(runbook.split("\n## ")).stream().skip(1).toList();
    assertThat(failures).hasSizeGreaterThanOrEqualTo(7);
    assertThat(failures)
        .allSatisfy(
            failure -> assertThat(failure).contains("**You see**", "**Do", "**Over when**"));
  }

  @Test
  void each_line_of_its_first_table_leads_to_a_failure() {
    Set<String> anchors =
        found("(?m)^## (.+)$")
            .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
            .map(heading -> heading.replaceAll("[^a-z0-9 ]", "").replace(' ', '-'))
            .collect(Collectors.toSet());
    assertThat(found("\\]\\(#([^)]+)\\)").map(link -> link.group(1)))
        .containsExactlyInAnyOrderElementsOf(anchors);
  }

  @Test
  void its_scripts_are_there_and_know_the_options_that_it_gives_them() {
    List<MatchResult> runs = found("infra/[a-z-]+\\.sh([^`\\n]*)").toList();
    assertThat(runs).hasSizeGreaterThan(5);
    for (MatchResult run : runs) {
      String script = run.group().replaceFirst(" .*", "");
      assertThat(ROOT.resolve(script)).isExecutable();
      options(run.group(1)).forEach(option -> assertThat(text(script)).contains(option + ")"));
    }
  }

  @Test
  void its_commands_are_there_and_know_the_options_that_it_gives_them() throws IOException {
    String cli = "tools/cli/src/main/java/io/spillway/cli/";
    String deadLetters = sources(cli + "deadletters") + sources(cli + "remote");
    List<MatchResult> commands = found("\\./spillway ([a-z-]+)([^`\\n]*)").toList();
    assertThat(commands).hasSizeGreaterThan(5);
    for (MatchResult command : commands) {
      assertThat(CliSources.options(command.group(1))).isNotNull();
      if (command.group(1).equals("dead-letters") && !command.group(2).isBlank()) {
        String[] words = command.group(2).strip().split(" ", -1);
        assertThat(deadLetters).contains("name = \"" + words[0] + "\"");
        options(command.group(2))
            .forEach(option -> assertThat(deadLetters).contains("\"" + option + "\""));
      }
    }
  }

  @Test
  void its_routes_are_there() {
    Set<String> routes =
        Nodes.names(
            Nodes.json(
                    ROOT.resolve(
                        "app-functions/src/main/resources/io/spillway/functions/openapi.json"))
                .path("paths"));
    List<String> asked =
        found("(?:\\bask |/api/)([A-Za-z/-]+)").map(route -> "/" + route.group(1)).toList();
    assertThat(asked).hasSizeGreaterThan(8);
    assertThat(asked)
        .allSatisfy(route -> assertThat(routes).anyMatch(known -> route.matches(pattern(known))));
  }

  /** Names in capitals are placeholders. */
  private static String pattern(String route) {
    return route.replaceAll("\\{\\w+}", "[A-Z]+");
  }

  private static Stream<String> options(String arguments) {
    return Pattern.compile("--[a-z-]+").matcher(arguments).results().map(MatchResult::group);
  }

  private Stream<MatchResult> found(String pattern) {
    return Pattern.compile(pattern).matcher(runbook).results();
  }

  private static String sources(String folder) throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files.map(RunbookTest::read).collect(Collectors.joining());
    }
  }

  private static String text(String file) {
    return read(ROOT.resolve(file));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
