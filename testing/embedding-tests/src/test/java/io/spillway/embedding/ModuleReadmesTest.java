package io.spillway.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.testing.RepositoryRoot;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compiles the first lines in the README of each published module with the published artifacts. */
@WhenPublished
class ModuleReadmesTest {

  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

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
    Matcher block = JAVA.matcher(readme);

    assertThat(readme).contains("<artifactId>" + artifact + "</artifactId>");
    assertThat(block.find()).isTrue();
    assertThat(errorsOf(block.group(1))).isEmpty();
  }

  private String errorsOf(String block) throws Exception {
    List<String> lines = block.lines().toList();
    String imports =
        lines.stream().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
    String body =
        lines.stream()
            .filter(line -> !line.startsWith("import "))
            .collect(Collectors.joining("\n"));
    String main = "final class Main {\nvoid run() throws Exception {\n%s\n}\n}".formatted(body);
    Path source = Files.writeString(folder.resolve("Main.java"), imports + "\n" + main);
    StringWriter errors = new StringWriter();
    PrintWriter writer = new PrintWriter(errors);
    ToolProvider.findFirst("javac")
        .orElseThrow()
        .run(
            writer,
            writer,
            "-nowarn",
            "-cp",
            classPath(),
            "-d",
            folder.toString(),
            source.toString());
    return errors.toString();
  }

  /** Returns the published jars and the test's own class path, which has JUnit. */
  private static String classPath() {
    return Published.jars().stream()
            .map(artifact -> Published.jar(artifact).toString())
            .collect(Collectors.joining(File.pathSeparator))
        + File.pathSeparator
        + System.getProperty("java.class.path");
  }
}
