package io.spillway.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamesTest {

  private static final JavaClasses PRODUCT = new ClassFileImporter().importPackages("io.spillway");
  private static final Path REPOSITORY = RepositoryRoot.path();

  @Test
  void no_class_has_a_name_that_says_nothing() {
    for (String suffix : List.of("Impl", "Manager", "Helper", "Util", "Utils", "Port", "UseCase")) {
      noClasses().should().haveSimpleNameEndingWith(suffix).check(PRODUCT);
    }
    noClasses().should().haveNameMatching(".*\\.Abstract\\w*Test").check(PRODUCT);
    noClasses().should().resideInAnyPackage("..common..", "..util..", "..misc..").check(PRODUCT);
  }

  @Test
  void no_package_is_split_between_two_modules() throws IOException {
    Map<String, String> moduleOf = new HashMap<>();
    for (Path file : mainSources()) {
      String[] parts =
          REPOSITORY.relativize(file.getParent()).toString().split("/src/main/java/", -1);
      assertThat(moduleOf.putIfAbsent(parts[1], parts[0]))
          .as("module of %s", parts[1])
          .isIn(null, parts[0]);
    }
    assertThat(moduleOf).hasSizeGreaterThan(15);
  }

  private static List<Path> mainSources() throws IOException {
    try (Stream<Path> files = Files.walk(REPOSITORY, 16)) {
      return files
          .filter(file -> file.toString().contains("/src/main/java/"))
          // Neither module-info.java, which is in no package, nor a clone of an example.
          .filter(file -> file.toString().matches(".*/java/.+/[^/]+\\.java"))
          .filter(file -> !file.toString().contains("/target/"))
          .toList();
    }
  }
}
