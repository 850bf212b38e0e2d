package io.spillway.local.host;

import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything that wakes up without being asked, as the annotations have it. */
public final class RunsOfTimers {

  /** A Monday: a schedule is counted for a week. */
  private static final Instant FROM = Instant.parse("2026-11-23T00:00:00Z");

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofHours(730);

  private final FunctionCatalogue catalogue;

  public RunsOfTimers(List<?> functions) {
    catalogue = FunctionCatalogue.of(functions, DurableClientContext::new);
  }

  /** How often each timer runs in a month of 730 hours, by its function's name. */
  public Map<String, Long> inAMonth() {
    return catalogue.timers().stream()
        .collect(
            Collectors.toMap(timer -> timer.function().name(), timer -> runs(timer.schedule())));
  }

  /** The queues that have a function. */
  public Set<String> queues() {
    return catalogue.queues().stream()
        .map(FunctionCatalogue.Queue::queueName)
        .collect(Collectors.toSet());
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
