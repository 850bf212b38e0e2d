package io.spillway.cli.cost;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.spillway.functions.Spillway;
import io.spillway.functions.operations.Cadence;
import io.spillway.functions.operations.MaintenanceFunctions;
import io.spillway.local.LocalServer;
import io.spillway.local.host.Schedule;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Timers, queues and maintenance parts by their annotations, for cost estimates. */
final class RunsOfTimers {

  /** A Monday; schedules are counted for a week. */
  private static final Instant FROM = Instant.parse("2026-11-23T00:00:00Z");

  private static final int MINUTES_A_DAY = 1440;
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofHours(730);

  private final List<Method> methods;
  private final Map<String, Cadence> parts;

  private RunsOfTimers(Spillway spillway) {
    List<Object> functions = spillway.instances();
    parts = spillway.instance(MaintenanceFunctions.class).parts();
    methods =
        functions.stream()
            .flatMap(instance -> Arrays.stream(instance.getClass().getMethods()))
            .filter(method -> method.isAnnotationPresent(FunctionName.class))
            .toList();
  }

  /** Returns those of the deployed functions, without those of the local host. */
  static RunsOfTimers deployed() {
    try (LocalServer server = LocalServer.onFreePort(Map.of())) {
      return new RunsOfTimers(server.spillway());
    }
  }

  /** Returns the runs of each timer in a month of 730 hours, by function name. */
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

  /** Returns the share of maintenance runs that run a part, by the part's name. */
  Map<String, Double> shares() {
    Map<String, Double> shares = new HashMap<>();
    parts.forEach(
        (name, cadence) -> {
          long due =
              IntStream.range(0, MINUTES_A_DAY)
                  .filter(minute -> cadence.isDue(FROM.plusSeconds(60L * minute)))
                  .count();
          shares.put(name, due / (double) MINUTES_A_DAY);
        });
    return shares;
  }

  /** Returns the queues with a function. */
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
