package io.spillway.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.testing.RepositoryRoot;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compiles the first lines in the README of each published module with the published artifacts. */
@WhenPublished
class ModuleReadmesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "ports, spillway-ports",
    "core, spillway-core",
    "wire, spillway-wire",
    "adapters-inmemory, spillway-adapters-inmemory",
    "adapters-azure, spillway-adapters-azure",
    "adapters-webhook, spillway-adapters-webhook",
    "testing/testkit, spillway-testkit",
    "testing/rigs, spillway-rigs"
  })
  void a_modules_readme_has_its_coordinates_and_first_lines_that_compile(
      String module, String artifact) throws Exception {
    String readme = Files.readString(RepositoryRoot.resolve(module + "/README.md"));
    List<String> blocks = JavaBlock.in(readme);

    assertThat(readme).contains("<artifactId>" + artifact + "</artifactId>");
    assertThat(blocks).isNotEmpty();
    assertThat(errorsOf(JavaBlock.of(blocks.get(0)))).isEmpty();
  }

  private String errorsOf(JavaBlock block) throws Exception {
    String main =
        "final class Main {\nvoid run() throws Exception {\n%s\n}\n}".formatted(block.statements());
    Path source = Files.writeString(folder.resolve("Main.java"), block.imports() + "\n" + main);
    return JdkTool.run(
        "javac", "-nowarn", "-cp", classPath(), "-d", folder.toString(), source.toString());
  }

  /** Returns the published jars and the test's own class path, which has JUnit. */
  private static String classPath() {
    return Published.path(Published.jars())
        + File.pathSeparator
        + System.getProperty("java.class.path");
  }
}
