package io.spillway.local;

import io.spillway.functions.FunctionInstances;
import io.spillway.functions.Composition;
import io.spillway.functions.access.Callers;
import io.spillway.functions.settings.Settings;
import io.spillway.ports.deadletter.DeadLetter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The functions that are deployed, without those of this machine alone. */
public final class DeployedFunctions {

  private DeployedFunctions() {}

  public static List<Object> all() {
    Settings settings = Settings.from(Map.of());
    InstantSource clock = InstantSource.system();
    try (Composition composition =
        new Composition(
            settings,
            new InMemory(clock, settings.retention()),
            new AwaitedWorkflowEngine(Duration.ofSeconds(1)),
            clock,
            new DeadLetter.Origin("local", "test"))) {
      return new FunctionInstances(composition.spillway(), Callers.local()).all();
    }
  }
}
