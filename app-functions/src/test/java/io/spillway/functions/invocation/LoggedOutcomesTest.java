package io.spillway.functions.invocation;

import io.spillway.adapters.inmemory.InMemoryTelemetry;
import io.spillway.ports.telemetry.Outcome.Kind;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.testkit.telemetry.TelemetryContract;

class LoggedOutcomesTest extends TelemetryContract {

  private InMemoryTelemetry counters = new InMemoryTelemetry();

  @Override
  protected Telemetry newTelemetry() {
    counters = new InMemoryTelemetry();
    return new LoggedOutcomes(counters);
  }

  @Override
  protected long counted(Kind kind) {
    return counters.count(kind);
  }
}
