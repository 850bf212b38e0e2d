package io.spillway.durable;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationStatus;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorAction;
import java.util.Optional;

/**
 * Action requested by an orchestrator.
 *
 * @param id the position among all requested actions, from 0
 * @param kind the kind of action
 * @param name the activity's name; empty for a timer and an end
 */
public record EngineAction(int id, Kind kind, String name) {

  /** Kinds of supported actions. */
  public enum Kind {
    ACTIVITY,
    TIMER,
    END,
    /** A restart with another input and an empty history. */
    CONTINUE_AS_NEW
  }

  /** Returns the action that an event records; empty for other events. */
  static Optional<EngineAction> recordedBy(HistoryEvent event) {
    if (event.hasTaskScheduled()) {
      String name = event.getTaskScheduled().getName();
      return Optional.of(new EngineAction(event.getEventId(), Kind.ACTIVITY, name));
    }
    if (event.hasTimerCreated()) {
      return Optional.of(new EngineAction(event.getEventId(), Kind.TIMER, ""));
    }
    return event.hasExecutionCompleted()
        ? Optional.of(new EngineAction(event.getEventId(), Kind.END, ""))
        : Optional.empty();
  }

  /**
   * Converts an orchestrator's action.
   *
   * @throws UnsupportedOperationException for sub-orchestrations and sent events
   */
  static EngineAction of(OrchestratorAction action) {
    return switch (action.getOrchestratorActionTypeCase()) {
      case SCHEDULETASK ->
          new EngineAction(action.getId(), Kind.ACTIVITY, action.getScheduleTask().getName());
      case CREATETIMER -> new EngineAction(action.getId(), Kind.TIMER, "");
      case COMPLETEORCHESTRATION -> new EngineAction(action.getId(), endOf(action), "");
      default ->
          throw new UnsupportedOperationException(
              "this engine cannot " + action.getOrchestratorActionTypeCase());
    };
  }

  private static Kind endOf(OrchestratorAction action) {
    return action.getCompleteOrchestration().getOrchestrationStatus()
            == OrchestrationStatus.ORCHESTRATION_STATUS_CONTINUED_AS_NEW
        ? Kind.CONTINUE_AS_NEW
        : Kind.END;
  }

  @Override
  public String toString() {
    return id + " " + kind + (name.isEmpty() ? "" : " " + name);
  }
}
