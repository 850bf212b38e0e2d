package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Commands of {@code ./spillway} and their options, as the sources of {@code tools/cli} declare.
 */
final class CliSources {

  private static final Path MAIN = RepositoryRoot.resolve("tools/cli/src/main/java");
  private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

  private CliSources() {}

  /** Returns the options of a command or subcommand; fails if it does not exist. */
  static Set<String> options(String command) throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      List<String> sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(CliSources::read)
              .filter(text -> text.contains("name = \"" + command + "\""))
              .toList();
      assertThat(sources).as("command %s", command).isNotEmpty();
      return sources.stream()
          .flatMap(text -> Pattern.compile("\"(--[a-z-]+)\"").matcher(text).results())
          .map(option -> option.group(1))
          .collect(Collectors.toSet());
    }
  }

  /** Returns the options in a command line. */
  static List<String> optionsIn(String arguments) {
    return OPTION.matcher(arguments).results().map(MatchResult::group).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
