package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts outcomes by their kind. */
public final class InMemoryTelemetry implements Telemetry {

  private final Map<Outcome.Kind, LongAdder> counts = new ConcurrentHashMap<>();

  /** How many outcomes of a kind were noted. */
  public long count(Outcome.Kind kind) {
    LongAdder count = counts.get(kind);
    return count == null ? 0 : count.sum();
  }

  @Override
  public void note(Outcome outcome) {
    counts.computeIfAbsent(outcome.kind(), first -> new LongAdder()).increment();
  }

  @Override
  public Health health() {
    return Health.up("in-memory");
  }
}
