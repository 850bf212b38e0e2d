package io.spillway.architecture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import io.spillway.architecture.Modules.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Documentation of published code: each type and member that others can use says what its signature
 * cannot, with a tag for each parameter, result and checked exception. The compiler's doclint asks
 * for that only here, where it can be told what need not be said twice.
 */
class JavadocTest {

  /** What it takes, the comment of its record has said. */
  private static final Pattern COMPACT_CONSTRUCTOR = Pattern.compile(" *public [A-Z]\\w* \\{");

  /** Newer compilers ask for its constructor; only subclasses call it. */
  private static final Pattern ABSTRACT_CLASS = Pattern.compile("public abstract class .*");

  static List<Module> published() throws IOException {
    return Modules.published();
  }

  @Test
  void the_published_modules_are_found() throws IOException {
    assertThat(published()).extracting(Module::path).contains("ports", "core", "testing/testkit");
  }

  @ParameterizedTest
  @MethodSource("published")
  void each_member_that_others_can_use_says_what_its_signature_cannot(Module module)
      throws IOException {
    assertThat(unsaid(sources(module))).isEmpty();
  }

  @Test
  void undocumented_members_are_found() throws IOException {
    Path source = Path.of("src/test/java/io/spillway/architecture/broken/ports/Silent.java");

    assertThat(unsaid(List.of(source)))
        .containsExactly(
            "Silent.java: int MOST = 3; // no comment",
            "Silent.java: int tell(String what); // no @param for what",
            "Silent.java: int tell(String what); // no @return",
            "Silent.java: void speak(); // no comment",
            "Silent.java: record Inner(int one) { // no comment");
  }

  private static List<Path> sources(Module module) throws IOException {
    try (Stream<Path> files = Files.walk(module.folder().resolve("src/main/java"))) {
      // As a module it would not see the class path.
      List<Path> sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("module-info.java"))
              .toList();
      assertThat(sources).hasSizeGreaterThan(2);
      return sources;
    }
  }

  private static List<String> unsaid(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options = List.of("-proc:none", "-Xdoclint:all/protected", "-Xmaxwarns", "10000");
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
      ((JavacTask) compiler.getTask(null, files, found, options, null, units)).analyze();
    }
    List<String> unsaid = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> one : found.getDiagnostics()) {
      Path file = Path.of(requireNonNull(one.getSource(), one.toString()).getName());
      String line = Files.readAllLines(file).get((int) one.getLineNumber() - 1);
      if (!COMPACT_CONSTRUCTOR.matcher(line).matches() && !ABSTRACT_CLASS.matcher(line).matches()) {
        unsaid.add(file.getFileName() + ": " + line.strip() + " // " + one.getMessage(Locale.ROOT));
      }
    }
    return unsaid;
  }
}
