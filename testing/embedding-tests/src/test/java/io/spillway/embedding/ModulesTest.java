package io.spillway.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of the published jars as modules: names, packages, exports, and a consumer on the module
 * path.
 */
@WhenPublished
class ModulesTest {

  private static final String CONSUMER =
      """
      package com.example;

      public final class Main {
        public static void main(String[] args) {
          var chat =
              io.spillway.Moderation.builder()
                  .stores(io.spillway.adapters.inmemory.InMemoryStores.create())
                  .classifier(new io.spillway.WordListClassifier())
                  .build();
          System.out.println(chat.accept("demo", "ann", "what a save!").getClass());
        }
      }
      """;

  private static final String MODULE =
      """
      module com.example {
        requires io.spillway.core;
        requires io.spillway.adapters.inmemory;
      }
      """;

  @TempDir Path folder;

  @Test
  void each_jar_names_its_module() {
    Map<String, String> names = new TreeMap<>();
    Published.jars().forEach(jar -> names.put(jar, Published.module(jar).name()));

    assertThat(names)
        .containsExactly(
            entry("spillway-adapters-azure", "io.spillway.adapters.azure"),
            entry("spillway-adapters-inmemory", "io.spillway.adapters.inmemory"),
            entry("spillway-adapters-webhook", "io.spillway.adapters.webhook"),
            entry("spillway-core", "io.spillway.core"),
            entry("spillway-ports", "io.spillway.ports"),
            entry("spillway-rigs", "io.spillway.rigs"),
            entry("spillway-testkit", "io.spillway.testkit"),
            entry("spillway-wire", "io.spillway.wire"));
  }

  @Test
  void no_package_is_in_two_modules_and_each_begins_with_its_modules_name() {
    Map<String, String> moduleOfPackage = new TreeMap<>();
    for (String jar : Published.jars()) {
      ModuleDescriptor module = Published.module(jar);
      for (String name : module.packages()) {
        assertThat(moduleOfPackage.put(name, module.name())).as(name).isNull();
      }
    }

    assertThat(moduleOfPackage.remove("io.spillway")).isEqualTo("io.spillway.core");
    assertThat(moduleOfPackage)
        .isNotEmpty()
        .allSatisfy((name, module) -> assertThat(name + ".").startsWith(module + "."));
  }

  @Test
  void core_exports_its_public_api_and_nothing_internal() {
    assertThat(Published.exports("spillway-core")).containsExactly("io.spillway");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spillway-ports",
        "spillway-adapters-inmemory",
        "spillway-rigs",
        "spillway-testkit"
      })
  void every_package_of_a_module_without_internals_is_exported(String artifact) {
    assertThat(Published.exports(artifact))
        .containsExactlyInAnyOrderElementsOf(Published.module(artifact).packages());
  }

  /** JUnit calls the package-private tests of a contract by reflection. */
  @Test
  void the_testkit_is_open() {
    assertThat(Published.module("spillway-testkit").isOpen()).isTrue();
  }

  @Test
  void a_consumer_on_the_module_path_is_linked_and_runs() throws Exception {
    Path classes = folder.resolve("classes");
    Path image = folder.resolve("image");
    assertThat(compile(CONSUMER, classes)).isEmpty();

    String path = classes + System.getProperty("path.separator") + modulePath();
    String modules = "com.example,io.spillway.core,io.spillway.adapters.inmemory";
    String linked =
        JdkTool.run("jlink", "-p", path, "--add-modules", modules, "--output", image.toString());
    assertThat(linked).isEmpty();

    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                image.resolve("bin/java").toString(), "-m", "com.example/com.example.Main")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(output).content().isEqualToIgnoringNewLines("class io.spillway.Receipt$Published");
  }

  @Test
  void an_internal_package_is_not_visible_on_the_module_path() throws Exception {
    String reaching =
        CONSUMER.replace("var chat", "io.spillway.core.message.MessageIntake intake; var chat");

    assertThat(compile(reaching, folder.resolve("classes")))
        .contains(
            "package io.spillway.core.message is not visible",
            "package io.spillway.core.message is declared in module io.spillway.core, which does not"
                + " export it");
  }

  /** Compiles a consumer and returns the compiler's output. */
  private String compile(String source, Path classes) throws Exception {
    Path main = Files.writeString(folder.resolve("Main.java"), source);
    Path module = Files.writeString(folder.resolve("module-info.java"), MODULE);
    return JdkTool.run(
        "javac", "-p", modulePath(), "-d", classes.toString(), main.toString(), module.toString());
  }

  private static String modulePath() {
    return Published.path(Published.EMBEDDED);
  }
}
