package io.spillway.cli.cost;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.spillway.functions.FunctionInstances;
import io.spillway.functions.access.Callers;
import io.spillway.local.LocalServer;
import io.spillway.local.host.Schedule;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that wakes up without being asked, as the annotations have it. */
final class RunsOfTimers {

  /** A Monday: a schedule is counted for a week. */
  private static final Instant FROM = Instant.parse("2026-11-23T00:00:00Z");

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofHours(730);

  private final List<Method> methods;

  private RunsOfTimers(List<Object> functions) {
    methods =
        functions.stream()
            .flatMap(instance -> Arrays.stream(instance.getClass().getMethods()))
            .filter(method -> method.isAnnotationPresent(FunctionName.class))
            .toList();
  }

  /** Those of the functions that are deployed, without those of this machine alone. */
  static RunsOfTimers deployed() {
    try (LocalServer server = LocalServer.onFreePort(Map.of())) {
      return new RunsOfTimers(
          new FunctionInstances(server.composition().spillway(), Callers.local()).all());
    }
  }

  /** How often each timer runs in a month of 730 hours, by its function's name. */
  Map<String, Long> inAMonth() {
    return methods.stream()
        .filter(method -> triggers(method, TimerTrigger.class).findAny().isPresent())
        .collect(
            Collectors.toMap(
                method -> method.getAnnotation(FunctionName.class).value(),
                method ->
                    triggers(method, TimerTrigger.class)
                        .mapToLong(timer -> runs(timer.schedule()))
                        .sum()));
  }

  /** The queues that have a function. */
  Set<String> queues() {
    return methods.stream()
        .flatMap(method -> triggers(method, QueueTrigger.class))
        .map(QueueTrigger::queueName)
        .collect(Collectors.toSet());
  }

  private static <T extends Annotation> Stream<T> triggers(Method method, Class<T> type) {
    return Arrays.stream(method.getParameters())
        .map((Parameter parameter) -> parameter.getAnnotation(type))
        .filter(Objects::nonNull);
  }

  private static long runs(String schedule) {
    Schedule times = new Schedule(schedule);
    Instant end = FROM.plus(WEEK);
    long runs = 0;
    for (Instant at = times.next(FROM.minusSeconds(1)); at.isBefore(end); at = times.next(at)) {
      runs++;
    }
    return Math.round(runs * (double) MONTH.toSeconds() / WEEK.toSeconds());
  }
}
