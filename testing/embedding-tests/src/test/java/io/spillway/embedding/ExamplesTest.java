package io.spillway.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.testing.RepositoryRoot;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example is a project of its own: it has what is published, and nothing of this build. */
@WhenPublished
class ExamplesTest {

  private static final Path ROOT = RepositoryRoot.path();

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
                "./spillway", "example", example, "--repository", Published.folder().toString())
            .directory(ROOT.toFile())
            .redirectOutput(output)
            .redirectError(errors)
            .start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();

    assertThat(ended && process.exitValue() == 0).as(() -> read(output) + read(errors)).isTrue();
    return read(output);
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
