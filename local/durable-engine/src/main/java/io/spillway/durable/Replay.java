package io.spillway.durable;

import com.google.protobuf.InvalidProtocolBufferException;
import com.microsoft.durabletask.OrchestrationRunner;
import com.microsoft.durabletask.OrchestratorFunction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorAction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replays an orchestrator over its history.
 *
 * <p>The SDK matches recorded actions by position, never by name. So the records are withheld from
 * it: it then returns every action from the beginning, for comparison with the records.
 *
 * @param fresh the actions that are not yet in the history
 * @param customStatus JSON text
 */
record Replay(List<OrchestratorAction> fresh, @Nullable String customStatus) {

  /**
   * @throws NonDeterminismException if the actions differ from the recorded ones in name, kind or
   *     order
   */
  static Replay run(
      String instanceId,
      List<HistoryEvent> past,
      List<HistoryEvent> news,
      OrchestratorFunction<?> orchestrator) {
    OrchestratorRequest.Builder request =
        OrchestratorRequest.newBuilder().setInstanceId(instanceId).addAllNewEvents(news);
    past.stream()
        .filter(event -> EngineAction.recordedBy(event).isEmpty())
        .forEach(request::addPastEvents);
    OrchestratorResponse response = run(request.build(), orchestrator);
    List<EngineAction> recorded =
        past.stream().flatMap(event -> EngineAction.recordedBy(event).stream()).toList();
    compare(recorded, response.getActionsList().stream().map(EngineAction::of).toList());
    return new Replay(
        response.getActionsList().subList(recorded.size(), response.getActionsCount()),
        response.hasCustomStatus() ? response.getCustomStatus().getValue() : null);
  }

  private static OrchestratorResponse run(
      OrchestratorRequest request, OrchestratorFunction<?> orchestrator) {
    try {
      return OrchestratorResponse.parseFrom(
          OrchestrationRunner.loadAndRun(request.toByteArray(), orchestrator));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the SDK returned a result that it cannot read", e);
    }
  }

  private static void compare(List<EngineAction> recorded, List<EngineAction> replayed) {
    for (int i = 0; i < recorded.size(); i++) {
      String actual = i < replayed.size() ? replayed.get(i).toString() : "nothing";
      if (!recorded.get(i).toString().equals(actual)) {
        throw new NonDeterminismException(
            "history has recorded ["
                + recorded.get(i)
                + "], but a replay asks for ["
                + actual
                + "]");
      }
    }
  }
}
