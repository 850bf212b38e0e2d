package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Telemetry that counts outcomes by kind. */
public final class InMemoryTelemetry implements Telemetry {

  private final Map<Outcome.Kind, Long> counts = new ConcurrentHashMap<>();

  /** Creates telemetry without outcomes. */
  public InMemoryTelemetry() {}

  /**
   * {@return the number of outcomes of a kind}
   *
   * @param kind the kind
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
