package io.spillway.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is published is explained: each public type, and in ports, whose Javadoc is the contract,
 * each public method, constant and component of a record. That what is written is sound, the
 * compiler's doclint looks after.
 */
class JavadocTest {

  private static final Path REPOSITORY = Path.of("..");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ports",
        "core",
        "wire",
        "testkit",
        "adapters-inmemory",
        "adapters-azure",
        "adapters-webhook"
      })
  void each_public_type_says_what_it_is(String room) throws IOException {
    assertThat(unexplained(sources(room), false)).isEmpty();
  }

  @Test
  void each_public_method_constant_and_component_of_ports_says_what_it_is() throws IOException {
    assertThat(unexplained(sources("ports"), true)).isEmpty();
  }

  @Test
  void what_is_not_explained_is_found() throws IOException {
    Path source = Path.of("src/test/java/io/spillway/architecture/broken/ports/Silent.java");

    assertThat(unexplained(List.of(source), true))
        .containsExactly(
            "Silent.java: MOST", "Silent.java: speak", "Silent.java: Inner", "Inner: one");
  }

  private static List<Path> sources(String room) throws IOException {
    try (Stream<Path> files = Files.walk(REPOSITORY.resolve(room).resolve("src/main/java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).hasSizeGreaterThan(3);
      return sources;
    }
  }

  private static List<String> unexplained(List<Path> sources, boolean members) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask parsing =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(sources));
      Unexplained found = new Unexplained(DocTrees.instance(parsing), members);
      for (CompilationUnitTree source : parsing.parse()) {
        found.scan(source, null);
      }
      return found.names;
    }
  }

  /** Goes through what others can see of a source file. */
  private static final class Unexplained extends TreePathScanner<Void, Void> {

    private final DocTrees comments;
    private final boolean members;
    private final List<String> names = new ArrayList<>();

    Unexplained(DocTrees comments, boolean members) {
      this.comments = comments;
      this.members = members;
    }

    @Override
    public Void visitClass(ClassTree type, Void none) {
      if (!isSeen(type.getModifiers())) {
        return null;
      }
      check(type.getSimpleName());
      if (members && type.getKind() == Tree.Kind.RECORD) {
        checkComponents(type);
      }
      return super.visitClass(type, null);
    }

    /** A record has no other fields than its components and its constants. */
    private void checkComponents(ClassTree type) {
      String comment = String.valueOf(comments.getDocComment(getCurrentPath()));
      for (Tree member : type.getMembers()) {
        if (member instanceof VariableTree field
            && !field.getModifiers().getFlags().contains(Modifier.STATIC)
            && !comment.matches("(?s).*@param " + field.getName() + "\\s.*")) {
          names.add(type.getSimpleName() + ": " + field.getName());
        }
      }
    }

    @Override
    public Void visitMethod(MethodTree method, Void none) {
      boolean overrides =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(one -> one.getAnnotationType().toString().equals("Override"));
      // What a record's or an exception's constructor takes, its own comment says.
      boolean constructs = method.getReturnType() == null;
      if (members && isSeen(method.getModifiers()) && !overrides && !constructs) {
        check(method.getName());
      }
      return null;
    }

    @Override
    public Void visitVariable(VariableTree field, Void none) {
      // The constants of an enum have no type that was written down.
      boolean isEnums =
          field.getModifiers().getFlags().contains(Modifier.STATIC)
              && enclosing().getKind() == Tree.Kind.ENUM
              && field.getType().toString().equals(enclosing().getSimpleName().toString());
      if (members && isSeen(field.getModifiers()) && !isEnums) {
        check(field.getName());
      }
      return null;
    }

    private ClassTree enclosing() {
      return (ClassTree) getCurrentPath().getParentPath().getLeaf();
    }

    /** Members of an interface are public without saying so. */
    private boolean isSeen(ModifiersTree modifiers) {
      Set<Modifier> flags = modifiers.getFlags();
      TreePath parent = getCurrentPath().getParentPath();
      return flags.contains(Modifier.PUBLIC)
          || flags.contains(Modifier.PROTECTED)
          || (parent.getLeaf().getKind() == Tree.Kind.INTERFACE
              && !flags.contains(Modifier.PRIVATE));
    }

    private void check(CharSequence name) {
      String comment = comments.getDocComment(getCurrentPath());
      if (comment == null || comment.isBlank() || comment.strip().startsWith("@")) {
        Path file = Path.of(getCurrentPath().getCompilationUnit().getSourceFile().getName());
        names.add(file.getFileName() + ": " + name);
      }
    }
  }
}
