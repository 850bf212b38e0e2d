package io.spillway.adapters.inmemory;

import io.spillway.ports.telemetry.Outcome.Kind;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.testkit.telemetry.TelemetryContract;

class InMemoryTelemetryTest extends TelemetryContract {

  private InMemoryTelemetry telemetry = new InMemoryTelemetry();

  @Override
  protected Telemetry newTelemetry() {
    telemetry = new InMemoryTelemetry();
    return telemetry;
  }

  @Override
  protected long counted(Kind kind) {
    return telemetry.count(kind);
  }
}
