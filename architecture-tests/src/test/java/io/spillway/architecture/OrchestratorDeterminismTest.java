package io.spillway.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrchestratorDeterminismTest {

  private static final String BROKEN = "io.spillway.architecture.broken.orchestration";

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.spillway");

  private static final JavaClasses WAYWARD = new ClassFileImporter().importPackages(BROKEN);

  private static ArchRule rule(String root) {
    return classes().that(Determinism.orchestrators(root)).should(new Determinism(root));
  }

  @Test
  void orchestrators_reach_nothing_that_a_replay_would_not_find_again() {
    assertThat(PRODUCT.stream().filter(Determinism.orchestrators("io.spillway")))
        .extracting(JavaClass::getSimpleName)
        .containsExactly("EventOrchestration");
    rule("io.spillway").check(PRODUCT);
  }

  @ParameterizedTest
  @CsvSource({
    "Clock, java.time.Instant.now",
    "Chance, java.util.UUID.randomUUID",
    "Reference, java.util.UUID.randomUUID",
    "Unseeded, java.util.SplittableRandom.<init>",
    "Environment, java.lang.System.getenv",
    "Threads, java.util.concurrent.CompletableFuture.supplyAsync",
    "Disk, java.io.File.exists",
    "Console, java.lang.System.out"
  })
  void an_orchestrator_that_does_is_caught(String name, String reached) {
    assertThatThrownBy(() -> rule(BROKEN).check(WAYWARD))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching(
            "(?s).*\\$" + name + "\\.run[^\n]* reaches " + Pattern.quote(reached) + ".*");
  }
}
