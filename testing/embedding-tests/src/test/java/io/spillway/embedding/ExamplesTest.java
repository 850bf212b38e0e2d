package io.spillway.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.testing.RepositoryRoot;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example is a project of its own: it has what is published, and nothing of this build. */
@WhenPublished
class ExamplesTest {

  private static final Path ROOT = RepositoryRoot.path();

  private static final Set<String> OURS = Set.of("io", "io/spillway");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"moderation-only", "custom-activity", "own-store"})
  void it_runs_on_what_is_published_and_says_what_it_should(String example) throws Exception {
    Path expected = ROOT.resolve("examples").resolve(example).resolve("expected.txt");

    assertThat(outputOf(example)).isEqualTo(Files.readString(expected));
  }

  private String outputOf(String example) throws IOException, InterruptedException {
    File output = folder.resolve("output").toFile();
    File errors = folder.resolve("errors").toFile();
    Process process =
        new ProcessBuilder(
                "mvn",
                "-q",
                "-B",
                "-ntp",
                "-f",
                ROOT.resolve("examples").resolve(example).resolve("pom.xml").toString(),
                "test",
                "exec:java",
                "-Dmaven.repo.local=" + borrowedLibraries(),
                "-Dspillway.repository=" + Published.folder().toUri())
            .redirectOutput(output)
            .redirectError(errors)
            .start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();

    assertThat(ended && process.exitValue() == 0).as(() -> read(output) + read(errors)).isTrue();
    return read(output);
  }

  /**
   * A local repository with all that is kept on this machine but what is published here: Maven
   * would keep that, and not look again.
   */
  private Path borrowedLibraries() throws IOException {
    Path kept = folder.resolve("repository");
    Path from = Path.of(System.getProperty("user.home"), ".m2", "repository");
    Files.createDirectories(from.resolve("io"));
    Files.createDirectories(kept.resolve("io"));
    for (Path parent : List.of(Path.of(""), Path.of("io"))) {
      try (Stream<Path> entries = Files.list(from.resolve(parent))) {
        for (Path entry : entries.map(from::relativize).toList()) {
          if (!OURS.contains(entry.toString())) {
            Files.createSymbolicLink(kept.resolve(entry), from.resolve(entry));
          }
        }
      }
    }
    return kept;
  }

  /** Without the colours that Maven resets even when it has nothing to say. */
  private static String read(File file) {
    try {
      return Files.readString(file.toPath()).replaceAll("\u001B\\[[0-9;]*m", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
