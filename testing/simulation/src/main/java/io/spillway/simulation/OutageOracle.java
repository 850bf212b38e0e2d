package io.spillway.simulation;

import io.spillway.core.event.OutageWatch;
import io.spillway.ports.event.StreamEvent;
import io.spillway.testkit.SettableClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Oracle of outages: after consecutive failures of an activity, a process may only probe it. */
final class OutageOracle {

  /** The only calls of their activity at first; other calls have several causes. */
  private static final Set<String> WATCHED = Set.of("StatsStore.apply", "EventLog.append");

  private final SettableClock clock;
  private final Findings findings;
  private final Map<String, Set<String>> failed = new HashMap<>();
  private final Map<String, Instant> pausedUntil = new HashMap<>();

  OutageOracle(SettableClock clock, Findings findings) {
    this.clock = clock;
    this.findings = findings;
  }

  /** Records a call before it is made. */
  void begins(String call) {
    Instant now = clock.instant();
    Instant until = pausedUntil.get(call);
    if (until != null) {
      findings.require(
          !now.isBefore(until), "an outage allows occasional probes only", call, until, now);
      pausedUntil.put(call, now.plus(OutageWatch.PAUSE));
    }
  }

  void recordSuccess(String call) {
    failed.remove(call);
    pausedUntil.remove(call);
  }

  void recordFailure(String call, Object @Nullable [] arguments) {
    if (WATCHED.contains(call) && arguments != null) {
      StreamEvent event = (StreamEvent) arguments[0];
      Set<String> events = failed.computeIfAbsent(call, none -> new HashSet<>());
      events.add(event.streamId() + "~" + event.key());
      if (events.size() == OutageWatch.EVENTS_IN_A_ROW) {
        pausedUntil.putIfAbsent(call, clock.instant().plus(OutageWatch.PAUSE));
      }
    }
  }
}
