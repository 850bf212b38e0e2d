package io.spillway.durable;

import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Status of an orchestration.
 *
 * @param instanceId the id
 * @param name the orchestrator's name
 * @param state the state, by the SDK's name
 * @param createdAt the time of the start
 * @param updatedAt the time of the last step
 * @param input JSON text of the latest generation; null for none
 * @param output JSON text; null before completion or without a result
 * @param customStatus JSON text, as last set by the orchestrator; null for none
 * @param failure the failure; null if there was none
 */
public record InstanceStatus(
    String instanceId,
    String name,
    OrchestrationRuntimeStatus state,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String input,
    @Nullable String output,
    @Nullable String customStatus,
    @Nullable Failure failure) {

  /**
   * Failure of an orchestration.
   *
   * @param type the exception's class
   */
  public record Failure(String type, String message) {}

  /** Returns whether the orchestration has ended in any way. */
  public boolean isFinished() {
    return isFinished(state);
  }

  static boolean isFinished(OrchestrationRuntimeStatus state) {
    return state != OrchestrationRuntimeStatus.PENDING
        && state != OrchestrationRuntimeStatus.RUNNING;
  }

  /** Returns whether the orchestration failed or was terminated. */
  public boolean hasStopped() {
    return isFinished() && state != OrchestrationRuntimeStatus.COMPLETED;
  }
}
