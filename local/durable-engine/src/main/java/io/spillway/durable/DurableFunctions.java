package io.spillway.durable;

import com.microsoft.durabletask.OrchestratorFunction;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Functions of an engine, by name.
 *
 * @param orchestrators deterministic code: no clock, randomness or I/O except through the context
 * @param activities thread-safe functions from JSON text to JSON text; an exception fails the
 *     calling task
 */
public record DurableFunctions(
    Map<String, OrchestratorFunction<?>> orchestrators,
    Map<String, UnaryOperator<String>> activities) {

  public DurableFunctions {
    orchestrators = Map.copyOf(orchestrators);
    activities = Map.copyOf(activities);
  }
}
