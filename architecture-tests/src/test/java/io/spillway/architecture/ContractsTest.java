package io.spillway.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Contract tests: every port has a contract in testkit, and every adapter of a port runs it. */
class ContractsTest {

  private static final JavaClasses PRODUCT = new ClassFileImporter().importPackages("io.spillway");

  private static final JavaClasses TESTS =
      new ClassFileImporter().importPaths(testClassesOfEachModule());

  private static List<Path> testClassesOfEachModule() {
    try {
      return Modules.all().stream()
          .map(module -> module.folder().resolve(testClasses()))
          .filter(Files::isDirectory)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of test classes in each module, relative to the module: this module's own. */
  private static Path testClasses() {
    try {
      Path mine =
          Path.of(ContractsTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Path.of("").toAbsolutePath().relativize(mine);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("test classes lie at no path", e);
    }
  }

  private static Stream<JavaClass> ports() {
    return PRODUCT.stream()
        .filter(type -> type.getPackageName().startsWith("io.spillway.ports."))
        .filter(type -> type.isInterface() && type.isAssignableTo("io.spillway.ports.Monitored"));
  }

  private static String contractOf(JavaClass port) {
    return port.getName().replace(".ports.", ".testkit.") + "Contract";
  }

  private static Stream<JavaClass> adaptersOf(JavaClass port) {
    return PRODUCT.stream()
        .filter(type -> !type.isInterface() && type.isAssignableTo(port.getName()))
        .filter(type -> !type.getPackageName().startsWith("io.spillway.testkit"))
        // Its classifier stand-in breaks the contract on purpose.
        .filter(type -> !type.getPackageName().equals("io.spillway.simulation"))
        .filter(type -> !type.isAnonymousClass());
  }

  @Test
  void every_port_has_a_contract() {
    assertThat(ports()).hasSizeGreaterThanOrEqualTo(11);
    assertThat(ports().map(ContractsTest::contractOf))
        .allSatisfy(contract -> assertThat(PRODUCT.contain(contract)).as(contract).isTrue());
  }

  @Test
  void every_adapter_of_a_port_is_held_to_its_contract() {
    ports()
        .forEach(
            port ->
                adaptersOf(port)
                    .forEach(
                        adapter ->
                            assertThat(testsThatHold(adapter, contractOf(port)))
                                .as("tests that hold %s to %s", adapter.getName(), contractOf(port))
                                .isNotEmpty()));
  }

  private static List<String> testsThatHold(JavaClass adapter, String contract) {
    return TESTS.stream()
        .filter(test -> !test.getModifiers().contains(JavaModifier.ABSTRACT))
        .filter(test -> test.isAssignableTo(contract))
        .filter(
            test ->
                test.getDirectDependenciesFromSelf().stream()
                    .anyMatch(use -> use.getTargetClass().getName().equals(adapter.getName())))
        .map(JavaClass::getName)
        .toList();
  }
}
