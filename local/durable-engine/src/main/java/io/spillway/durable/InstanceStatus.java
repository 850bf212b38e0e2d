package io.spillway.durable;

import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an orchestration is doing.
 *
 * @param instanceId its id
 * @param name its orchestrator's
 * @param state as the SDK names it
 * @param createdAt when it was started
 * @param updatedAt when it last made a step
 * @param input JSON text, of its latest generation if it has continued as new; null for none
 * @param output JSON text; null before it has completed, or when it returned nothing
 * @param customStatus JSON text, as the orchestrator set it last; null for none
 * @param failure why it failed; null when it did not
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
   * Why an orchestration failed.
   *
   * @param type the exception's class
   */
  public record Failure(String type, String message) {}

  /** Whether it has come to its end, good or bad. */
  public boolean isFinished() {
    return state != OrchestrationRuntimeStatus.PENDING
        && state != OrchestrationRuntimeStatus.RUNNING;
  }

  /** Whether it has come to a bad end: it failed or was terminated. */
  public boolean hasStopped() {
    return isFinished() && state != OrchestrationRuntimeStatus.COMPLETED;
  }

  InstanceStatus running(@Nullable String custom, Instant now) {
    return new InstanceStatus(
        instanceId,
        name,
        OrchestrationRuntimeStatus.RUNNING,
        createdAt,
        now,
        input,
        null,
        custom,
        null);
  }

  InstanceStatus continued(@Nullable String newInput, Instant now) {
    return new InstanceStatus(
        instanceId, name, state, createdAt, now, newInput, null, customStatus, null);
  }

  InstanceStatus ended(
      OrchestrationRuntimeStatus end, @Nullable String result, @Nullable Failure why, Instant now) {
    return new InstanceStatus(
        instanceId, name, end, createdAt, now, input, result, customStatus, why);
  }
}
