package io.spillway.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Determinism rule for orchestrators: they may not reach, over any number of calls, values that a
 * replay would not reproduce: time, randomness, the machine, other threads and I/O.
 */
final class Determinism extends ArchCondition<JavaClass> {

  private static final List<String> PACKAGES =
      List.of(
          "java.io.",
          "java.nio.file.",
          "java.nio.channels.",
          "java.net.",
          "java.sql.",
          "java.util.logging.",
          "java.util.concurrent.");

  /** Whole classes; in the packages above these are harmless: thrown, or locked by the JDK. */
  private static final Set<String> HARMLESS =
      Set.of(
          "java.io.UncheckedIOException",
          "java.io.Serializable",
          "java.io.StringWriter",
          "java.util.concurrent.ConcurrentHashMap");

  private static final Set<String> CLASSES =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.Runtime",
          "java.lang.ProcessBuilder",
          "java.lang.ProcessHandle",
          "java.lang.System$Logger",
          "java.util.Random",
          "java.util.Timer",
          "java.security.SecureRandom");

  private static final Set<String> CALLS =
      Set.of(
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.lang.Object.hashCode",
          "java.lang.Object.wait",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.identityHashCode",
          "java.lang.System.in",
          "java.lang.System.out",
          "java.lang.System.err",
          "java.time.Clock.system",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.InstantSource.system",
          "java.time.ZoneId.systemDefault",
          "java.util.Collections.shuffle",
          "java.util.Locale.getDefault",
          "java.util.TimeZone.getDefault",
          "java.util.UUID.randomUUID",
          "java.nio.charset.Charset.defaultCharset");

  /** Write-only, and skipped on replay: not followed further. */
  private static final Set<String> ONE_WAY = Set.of("ports.telemetry.Telemetry.note");

  private final String root;

  /**
   * @param root the package of the followed code
   */
  Determinism(String root) {
    super("reach nothing that a replay would not find again");
    this.root = root + ".";
  }

  static DescribedPredicate<JavaClass> orchestrators(String root) {
    return DescribedPredicate.describe(
        "are orchestrators",
        type -> type.getPackageName().startsWith(root) && orchestratorsOf(type).count() > 0);
  }

  private static Stream<JavaMethod> orchestratorsOf(JavaClass type) {
    return type.getMethods().stream()
        .filter(
            method ->
                method.getParameters().stream()
                    .anyMatch(
                        parameter ->
                            parameter.isAnnotatedWith(
                                "com.microsoft.durabletask.azurefunctions"
                                    + ".DurableOrchestrationTrigger")));
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    Map<JavaCodeUnit, String> reached = new LinkedHashMap<>();
    Queue<JavaCodeUnit> next = new ArrayDeque<>();
    orchestratorsOf(type).forEach(method -> reach(method, method.getFullName(), reached, next));
    for (JavaCodeUnit unit = next.poll(); unit != null; unit = next.poll()) {
      String way = reached.get(unit);
      for (JavaAccess<?> access : accesses(unit)) {
        if (isBanned(access.getTarget())) {
          String message = way + " reaches " + access.getTarget().getFullName();
          events.add(SimpleConditionEvent.violated(type, message));
        }
        Stream.concat(targets(access.getTarget()), loading(access.getTargetOwner()))
            .forEach(target -> reach(target, way + " -> " + target.getFullName(), reached, next));
      }
    }
  }

  private static void reach(
      JavaCodeUnit unit, String way, Map<JavaCodeUnit, String> reached, Queue<JavaCodeUnit> next) {
    if (reached.putIfAbsent(unit, way) == null) {
      next.add(unit);
    }
  }

  /** Returns code that runs when a class of this project is first used. */
  private Stream<JavaCodeUnit> loading(JavaClass type) {
    return type.getName().startsWith(root)
        ? type.getStaticInitializer().<JavaCodeUnit>map(init -> init).stream()
        : Stream.of();
  }

  private static List<JavaAccess<?>> accesses(JavaCodeUnit unit) {
    return Stream.<JavaAccess<?>>concat(
            unit.getAccessesFromSelf().stream(),
            Stream.concat(
                unit.getMethodReferencesFromSelf().stream(),
                unit.getConstructorReferencesFromSelf().stream()))
        .distinct()
        .toList();
  }

  /** Returns project code that a call may reach: the target, or its overrides. */
  private Stream<JavaCodeUnit> targets(AccessTarget target) {
    if (!(target instanceof AccessTarget.CodeUnitAccessTarget unit)
        || !target.getOwner().getName().startsWith(root)
        || isOneWay(unit)) {
      return Stream.of();
    }
    Stream<JavaCodeUnit> itself = unit.resolveMember().stream().map(JavaCodeUnit.class::cast);
    Stream<JavaCodeUnit> overrides =
        target.getOwner().getAllSubclasses().stream()
            .flatMap(type -> type.getCodeUnits().stream())
            .filter(
                member ->
                    member.getName().equals(target.getName())
                        && member.getRawParameterTypes().size()
                            == unit.getRawParameterTypes().size());
    return Stream.concat(itself, overrides);
  }

  private boolean isOneWay(AccessTarget.CodeUnitAccessTarget target) {
    String name = target.getOwner().getName() + "." + target.getName();
    return name.startsWith(root)
        && ONE_WAY.contains(name.substring(root.length()))
        && target.getRawReturnType().getName().equals("void");
  }

  private static boolean isBanned(AccessTarget target) {
    String owner = target.getOwner().getName();
    String name = owner + "." + target.getName();
    return (PACKAGES.stream().anyMatch(owner::startsWith) && !HARMLESS.contains(owner))
        || CLASSES.contains(owner)
        || CALLS.contains(name)
        || (owner.startsWith("java.time.") && target.getName().equals("now"))
        || isUnseeded(target, owner);
  }

  private static boolean isUnseeded(AccessTarget target, String owner) {
    return owner.equals("java.util.SplittableRandom")
        && target instanceof AccessTarget.ConstructorCallTarget constructor
        && constructor.getRawParameterTypes().isEmpty();
  }
}
