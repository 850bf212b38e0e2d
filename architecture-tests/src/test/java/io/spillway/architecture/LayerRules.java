package io.spillway.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Module dependency rules. They take the root package, so that the tests can apply the same rule to
 * classes that break it.
 */
final class LayerRules {

  private static final String[] LANGUAGE = {"java..", "org.jspecify.annotations.."};

  private static final Set<String> CLOCKS_CHANCE_AND_ENVIRONMENT =
      Set.of(
          "java.time.Instant.now",
          "java.time.Clock.systemUTC",
          "java.time.InstantSource.system",
          "java.time.LocalDate.now",
          "java.time.OffsetDateTime.now",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.Math.random",
          "java.lang.Thread.sleep",
          "java.lang.Thread.<init>",
          "java.lang.Thread.start",
          "java.util.UUID.randomUUID",
          "java.util.Random.<init>",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.util.concurrent.CompletableFuture.delayedExecutor");

  private final String root;

  LayerRules(String root) {
    this.root = root;
  }

  ArchRule portsUseOnlyTheJdk() {
    return uses("ports", List.of("ports"));
  }

  ArchRule coreUsesOnlyPorts() {
    return classes()
        .that(resideInAnyPackage(root, root + ".core.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                LANGUAGE[0], LANGUAGE[1], root, root + ".core..", root + ".ports.."));
  }

  ArchRule coreDoesNoIo() {
    return noClasses()
        .that(resideInAnyPackage(root, root + ".core.."))
        .and()
        .doNotHaveFullyQualifiedName(root + ".core.text.BundledText")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.io..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.net..",
                    "java.sql..",
                    "java.util.logging..")
                .and(not(belongToAnyOf(URLEncoder.class, URLDecoder.class))));
  }

  ArchRule coreHasNoClockChanceEnvironmentOrThreadOfItsOwn() {
    return noClasses()
        .that(resideInAnyPackage(root, root + ".core..", root + ".ports.."))
        .and()
        .doNotHaveFullyQualifiedName(root + ".SystemDefaults")
        .should()
        .callCodeUnitWhere(target(CLOCKS_CHANCE_AND_ENVIRONMENT))
        .orShould()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "make threads",
                type ->
                    type.isEquivalentTo(Executors.class)
                        || type.isEquivalentTo(ThreadPoolExecutor.class)
                        || type.isEquivalentTo(ForkJoinPool.class)));
  }

  ArchRule adaptersNeverSeeTheRules() {
    return noClasses()
        .that(resideInAPackage(root + ".adapters.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(root, root + ".core..", root + ".functions..", root + ".local.."));
  }

  ArchRule adaptersNeverSeeEachOther() {
    return slices().matching(root + ".adapters.(*)..").should().notDependOnEachOther();
  }

  ArchRule inMemoryAdaptersKnowNoJson() {
    return noClasses()
        .that(resideInAPackage(root + ".adapters.inmemory.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.fasterxml..", root + ".wire.."));
  }

  ArchRule cloudSdksStayInTheirAdapters() {
    return noClasses()
        .that(not(resideInAnyPackage(root + ".adapters.azure..", root + ".cosmos..")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "com.azure..",
                "com.google.genai..",
                "io.github.resilience4j..",
                "io.opentelemetry..",
                "reactor.."));
  }

  ArchRule functionTypesStayWithTheFunctions() {
    return noClasses()
        .that(
            not(
                resideInAnyPackage(
                    root + ".functions..",
                    root + ".local..",
                    root + ".durable..",
                    root + ".simulation..")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("com.microsoft.azure.functions..", "com.microsoft.durabletask.."));
  }

  ArchRule wireUsesOnlyPortsAndJackson() {
    return classes()
        .that(resideInAPackage(root + ".wire.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                LANGUAGE[0],
                LANGUAGE[1],
                "javax.crypto..", // of the JDK, for signatures of webhooks
                "com.fasterxml.jackson..",
                "com.flipkart.zjsonpatch..", // JSON Patch on Jackson's tree
                root + ".wire..",
                root + ".ports.."));
  }

  ArchRule testkitUsesOnlyPortsAndTheTestLibraries() {
    return classes()
        .that(resideInAPackage(root + ".testkit.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                LANGUAGE[0],
                LANGUAGE[1],
                "org.junit.jupiter..",
                "org.assertj..",
                "org.opentest4j..",
                "com.sun.management..", // the JDK's too: what a thread has allocated
                root + ".testkit..",
                root + ".ports.."));
  }

  /** Functions translate only: they may not use an adapter's own dependencies. */
  ArchRule functionsDoNotReachForAdapters() {
    return noClasses()
        .that(
            DescribedPredicate.describe(
                "are functions",
                (JavaClass type) ->
                    type.getPackageName().startsWith(root + ".functions")
                        && type.getMethods().stream()
                            .anyMatch(
                                method ->
                                    method.isAnnotatedWith(
                                        "com.microsoft.azure.functions.annotation.FunctionName"))))
        .should()
        .dependOnClassesThat(resideInAPackage(root + ".adapters.."))
        .orShould()
        .callCodeUnitWhere(target(CLOCKS_CHANCE_AND_ENVIRONMENT));
  }

  private ArchRule uses(String room, List<String> rooms) {
    String[] allowed = new String[LANGUAGE.length + rooms.size()];
    System.arraycopy(LANGUAGE, 0, allowed, 0, LANGUAGE.length);
    for (int i = 0; i < rooms.size(); i++) {
      allowed[LANGUAGE.length + i] = root + "." + rooms.get(i) + "..";
    }
    return classes()
        .that(resideInAPackage(root + "." + room + ".."))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed));
  }

  private static DescribedPredicate<JavaCall<?>> target(Set<String> names) {
    return DescribedPredicate.describe(
        "reaches for the world",
        call -> {
          AccessTarget.CodeUnitCallTarget target = call.getTarget();
          return names.contains(target.getOwner().getFullName() + "." + target.getName());
        });
  }
}
