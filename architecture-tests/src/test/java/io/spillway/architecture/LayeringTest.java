package io.spillway.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayeringTest {

  private static final String BROKEN = "io.spillway.architecture.broken";

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.spillway");

  private static final JavaClasses BROKEN_CLASSES = new ClassFileImporter().importPackages(BROKEN);

  enum Rule {
    PORTS_USE_ONLY_THE_JDK(LayerRules::portsUseOnlyTheJdk),
    CORE_USES_ONLY_PORTS(LayerRules::coreUsesOnlyPorts),
    CORE_DOES_NO_IO(LayerRules::coreDoesNoIo),
    CORE_HAS_NO_CLOCK_OR_CHANCE(LayerRules::coreHasNoClockChanceEnvironmentOrThreadOfItsOwn),
    ADAPTERS_NEVER_SEE_THE_RULES(LayerRules::adaptersNeverSeeTheRules),
    ADAPTERS_NEVER_SEE_EACH_OTHER(LayerRules::adaptersNeverSeeEachOther),
    IN_MEMORY_ADAPTERS_KNOW_NO_JSON(LayerRules::inMemoryAdaptersKnowNoJson),
    CLOUD_SDKS_STAY_IN_THEIR_ADAPTERS(LayerRules::cloudSdksStayInTheirAdapters),
    FUNCTION_TYPES_STAY_WITH_THE_FUNCTIONS(LayerRules::functionTypesStayWithTheFunctions),
    WIRE_USES_ONLY_PORTS_AND_JACKSON(LayerRules::wireUsesOnlyPortsAndJackson),
    TESTKIT_USES_ONLY_PORTS(LayerRules::testkitUsesOnlyPortsAndTheTestLibraries),
    FUNCTIONS_DO_NOT_REACH_FOR_ADAPTERS(LayerRules::functionsDoNotReachForAdapters);

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<LayerRules, ArchRule> rule;

    Rule(Function<LayerRules, ArchRule> rule) {
      this.rule = rule;
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_product_keeps(Rule rule) {
    rule.rule.apply(new LayerRules("io.spillway")).check(PRODUCT);
  }

  @ParameterizedTest
  @EnumSource
  void classes_that_break_it_are_caught_by(Rule rule) {
    ArchRule onBroken = rule.rule.apply(new LayerRules(BROKEN));

    assertThatThrownBy(() -> onBroken.check(BROKEN_CLASSES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(BROKEN)
        .hasMessageContaining("was violated");
  }

  @Test
  void every_room_is_looked_at() {
    assertThat(
            PRODUCT.stream()
                .map(type -> type.getPackageName() + ".")
                .map(name -> name.split("\\.", -1)[2])
                .distinct())
        .contains(
            "",
            "ports",
            "core",
            "wire",
            "adapters",
            "functions",
            "local",
            "cli",
            "simulation",
            "testkit");
  }
}
