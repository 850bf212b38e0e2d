package io.spillway.core;

import io.spillway.ports.Health;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Outcome.Kind;
import io.spillway.ports.telemetry.Telemetry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every outcome, in the order in which it was told. */
public final class RecordingTelemetry implements Telemetry {

  private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();

  public List<Outcome> outcomes() {
    return outcomes;
  }

  public List<Kind> kinds() {
    return outcomes.stream().map(Outcome::kind).toList();
  }

  @Override
  public void note(Outcome outcome) {
    outcomes.add(outcome);
  }

  @Override
  public Health health() {
    return Health.up("list");
  }
}
