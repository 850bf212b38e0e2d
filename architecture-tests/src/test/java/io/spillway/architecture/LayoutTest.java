package io.spillway.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.architecture.Modules.Module;
import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The direction of compile and runtime dependencies between the groups of modules. */
class LayoutTest {

  /** The groups that a group may use besides itself. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "product", Set.of(),
          "local", Set.of("product"),
          "infra", Set.of("product", "local"),
          "testing", Set.of("product", "local"),
          "tools", Set.of("product", "local"));

  @Test
  void no_module_uses_a_group_below_its_own() throws IOException {
    assertThat(wrongUses(Modules.all())).isEmpty();
  }

  @Test
  void each_module_is_in_a_known_group() throws IOException {
    assertThat(Modules.all()).extracting(Module::group).isSubsetOf(MAY_USE.keySet());
  }

  @Test
  void the_sources_of_each_module_are_checked() throws IOException {
    String checks = Files.readString(RepositoryRoot.path().resolve("tools/checks/pom.xml"));
    for (Module module : Modules.all()) {
      for (String sources : List.of("src/main/java", "src/test/java")) {
        if (Files.isDirectory(module.folder().resolve(sources))) {
          assertThat(checks).contains("/" + module.path() + "/" + sources + "</root>");
        }
      }
    }
  }

  @Test
  void a_product_module_that_uses_a_local_one_is_found() {
    Module engine = Modules.module("local/engine", pom("spillway-engine", ""));
    Module core = Modules.module("core", pom("spillway-core", dependency("compile")));
    Module tested = Modules.module("wire", pom("spillway-wire", dependency("test")));

    assertThat(wrongUses(List.of(engine, core, tested))).containsExactly("core uses local/engine");
  }

  private static List<String> wrongUses(List<Module> modules) {
    Map<String, Module> byArtifact =
        modules.stream().collect(Collectors.toMap(Module::artifactId, module -> module));
    return modules.stream()
        .flatMap(
            module ->
                module.uses().stream()
                    .filter(byArtifact::containsKey)
                    .map(byArtifact::get)
                    .filter(used -> !mayUse(module, used))
                    .map(used -> module.path() + " uses " + used.path()))
        .toList();
  }

  private static boolean mayUse(Module module, Module used) {
    return module.group().equals(used.group())
        || MAY_USE.getOrDefault(module.group(), Set.of()).contains(used.group());
  }

  private static String pom(String artifactId, String dependencies) {
    return "<project><artifactId>%s</artifactId><dependencies>%s</dependencies></project>"
        .formatted(artifactId, dependencies);
  }

  private static String dependency(String scope) {
    return "<dependency><groupId>io.spillway</groupId><artifactId>spillway-engine</artifactId>"
        + "<scope>"
        + scope
        + "</scope></dependency>";
  }
}
