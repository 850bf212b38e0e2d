package io.spillway.durable;

import com.google.protobuf.TextFormat;
import com.microsoft.durabletask.OrchestratorFunction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorRequest;
import java.util.List;

/**
 * All that happened to one orchestration. A history that was kept from an earlier build tells
 * whether today's orchestrator can still go on from it.
 */
public final class History {

  private final String instanceId;
  private final List<HistoryEvent> events;

  History(String instanceId, List<HistoryEvent> events) {
    this.instanceId = instanceId;
    this.events = List.copyOf(events);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static History parse(String text) {
    try {
      OrchestratorRequest kept = TextFormat.parse(text, OrchestratorRequest.class);
      return new History(kept.getInstanceId(), kept.getPastEventsList());
    } catch (TextFormat.ParseException e) {
      throw new IllegalArgumentException("no history: " + e.getMessage(), e);
    }
  }

  /** The whole history, readable by people and by {@link #parse}. */
  public String text() {
    OrchestratorRequest kept =
        OrchestratorRequest.newBuilder().setInstanceId(instanceId).addAllPastEvents(events).build();
    return TextFormat.printer().printToString(kept);
  }

  /** What the orchestrator asked for, in order. */
  public List<EngineAction> actions() {
    return events.stream().flatMap(event -> EngineAction.recordedBy(event).stream()).toList();
  }

  /**
   * Runs an orchestrator over this history.
   *
   * @throws NonDeterminismException when it does not ask for the same, in name, kind and order
   */
  public void replay(OrchestratorFunction<?> orchestrator) {
    Replay replay = Replay.run(instanceId, events, List.of(), orchestrator);
    if (!replay.fresh().isEmpty()) {
      throw new NonDeterminismException(
          "history ends before the replay asks for ["
              + EngineAction.of(replay.fresh().get(0))
              + "]");
    }
  }
}
