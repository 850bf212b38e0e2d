package io.spillway.durable;

import com.microsoft.durabletask.OrchestratorFunction;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What an engine can run, by name.
 *
 * @param orchestrators deterministic code: no clock, chance or I/O but what the context gives
 * @param activities take JSON text and return JSON text; what one throws fails the task that called
 *     it. Safe for use by many threads
 */
public record DurableFunctions(
    Map<String, OrchestratorFunction<?>> orchestrators,
    Map<String, UnaryOperator<String>> activities) {

  public DurableFunctions {
    orchestrators = Map.copyOf(orchestrators);
    activities = Map.copyOf(activities);
  }
}
