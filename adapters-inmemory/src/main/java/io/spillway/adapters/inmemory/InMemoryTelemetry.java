package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts outcomes by their kind. */
public final class InMemoryTelemetry implements Telemetry {

  private final AtomicLongArray counts = new AtomicLongArray(Outcome.Kind.values().length);

  /** How many outcomes of a kind were noted. */
  public long count(Outcome.Kind kind) {
    return counts.get(kind.ordinal());
  }

  @Override
  public void note(Outcome outcome) {
    counts.incrementAndGet(outcome.kind().ordinal());
  }

  @Override
  public Health health() {
    return Health.up("in-memory");
  }
}
