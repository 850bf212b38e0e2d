package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts outcomes by their kind. */
public final class InMemoryTelemetry implements Telemetry {

  private final Map<Outcome.Kind, Long> counts = new ConcurrentHashMap<>();

  /** Begins with nothing noted. */
  public InMemoryTelemetry() {}

  /**
   * {@return how many outcomes of a kind were noted}
   *
   * @param kind what became of something
   */
  public long count(Outcome.Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  @Override
  public void note(Outcome outcome) {
    counts.merge(outcome.kind(), 1L, Long::sum);
  }

  @Override
  public Health health() {
    return Health.up("in-memory");
  }
}
