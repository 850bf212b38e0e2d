package io.spillway.architecture.style;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Rules for the names of methods and tests, on the syntax trees of Java sources. */
final class NameStyle {

  private static final Pattern PARTICIPLE =
      Pattern.compile(
          "[a-z]+ed|(?:un|re|over|with)?(?:found|told|held|known|given|taken|kept|made|sent|lost|met"
              + "|seen|shown|written|drawn|built|bound|begun|gone|chosen|thrown|said|led|left|heard"
              + "|spent|put|cut|set|read)");
  private static final Set<String> TESTS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");

  private final Words testStart;
  private final Set<String> allowed;

  NameStyle(Sections words, Set<String> allowed) {
    testStart = new Words(words.lines("test begins with"));
    this.allowed = Set.copyOf(allowed);
  }

  List<Finding> check(List<SourceText> sources) {
    if (sources.isEmpty()) {
      return List.of();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, String> paths = new HashMap<>();
    List<JavaFileObject> units = new ArrayList<>();
    for (SourceText source : sources) {
      JavaFileObject unit = inMemory(source);
      paths.put(unit.getName(), source.path());
      units.add(unit);
    }
    DiagnosticCollector<JavaFileObject> ignored = new DiagnosticCollector<>();
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, ignored, List.of("-proc:none"), null, units);
    List<Finding> findings = new ArrayList<>();
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    try {
      for (CompilationUnitTree unit : task.parse()) {
        String path = paths.getOrDefault(unit.getSourceFile().getName(), "");
        new Methods(path, unit, positions, findings).scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return findings;
  }

  private static JavaFileObject inMemory(SourceText source) {
    URI uri = URI.create("string:///" + source.path());
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source.text();
      }
    };
  }

  private final class Methods extends TreeScanner<@Nullable Void, @Nullable ClassTree> {

    private final String path;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Finding> findings;

    Methods(
        String path, CompilationUnitTree unit, SourcePositions positions, List<Finding> findings) {
      this.path = path;
      this.unit = unit;
      this.positions = positions;
      this.findings = findings;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable ClassTree outer) {
      return super.visitClass(type, type);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable ClassTree owner) {
      String name = method.getName().toString();
      Set<String> annotations = annotations(method);
      if (annotations.stream().anyMatch(TESTS::contains)) {
        if (testStart.begin(name.replaceFirst("^(of_two|[a-z]+)_", "$1 "))) {
          add(method, "test name's first word", name);
        }
      } else if (!path.contains("/src/test/")
          && PARTICIPLE.matcher(name).matches()
          && !allowed.contains(name)
          && !annotations.contains("Override")
          && !isValue(method, owner)) {
        add(method, "method named by a participle, but not a value or a wither", name);
      }
      return super.visitMethod(method, owner);
    }

    private void add(MethodTree method, String rule, String name) {
      long start = positions.getStartPosition(unit, method.getReturnType());
      findings.add(
          new Finding(path, (int) unit.getLineMap().getLineNumber(start), rule, name + "(...)"));
    }
  }

  private static Set<String> annotations(MethodTree method) {
    Set<String> names = new HashSet<>();
    for (AnnotationTree annotation : method.getModifiers().getAnnotations()) {
      names.add(simpleName(annotation.getAnnotationType()));
    }
    return names;
  }

  /**
   * Whether a method is an accessor, a wither, or a factory named for the value that it creates.
   */
  private static boolean isValue(MethodTree method, @Nullable ClassTree owner) {
    String type = simpleName(method.getReturnType());
    if (owner != null && type.equals(owner.getSimpleName().toString())) {
      return true;
    }
    if (type.equals("void")) {
      return false;
    }
    ExpressionTree only = onlyReturn(method.getBody());
    boolean getter =
        type.equals("boolean")
            || method.getBody() == null
            || (owner != null && owner.getKind() == Tree.Kind.RECORD)
            || only instanceof IdentifierTree
            || only instanceof MemberSelectTree;
    return only instanceof NewClassTree || (getter && method.getParameters().isEmpty());
  }

  private static @Nullable ExpressionTree onlyReturn(@Nullable BlockTree body) {
    return body != null
            && body.getStatements().size() == 1
            && body.getStatements().get(0) instanceof ReturnTree only
        ? only.getExpression()
        : null;
  }

  private static String simpleName(@Nullable Tree type) {
    if (type instanceof ParameterizedTypeTree generic) {
      return simpleName(generic.getType());
    }
    if (type instanceof AnnotatedTypeTree annotated) {
      return simpleName(annotated.getUnderlyingType());
    }
    String name = String.valueOf(type);
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
