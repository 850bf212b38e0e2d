package io.spillway.durable;

import com.google.protobuf.TextFormat;
import com.microsoft.durabletask.OrchestratorFunction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorRequest;
import java.util.List;

/**
 * History of one orchestration. A stored history of an earlier build shows whether the current
 * orchestrator can continue it.
 */
public final class History {

  private final String instanceId;
  private final List<HistoryEvent> events;

  History(String instanceId, List<HistoryEvent> events) {
    this.instanceId = instanceId;
    this.events = List.copyOf(events);
  }

  /**
   * Parses the output of {@link #text}.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static History parse(String text) {
    try {
      OrchestratorRequest kept = TextFormat.parse(text, OrchestratorRequest.class);
      return new History(kept.getInstanceId(), kept.getPastEventsList());
    } catch (TextFormat.ParseException e) {
      throw new IllegalArgumentException("no history: " + e.getMessage(), e);
    }
  }

  /** Returns the whole history, readable by people and by {@link #parse}. */
  public String text() {
    OrchestratorRequest kept =
        OrchestratorRequest.newBuilder().setInstanceId(instanceId).addAllPastEvents(events).build();
    return TextFormat.printer().printToString(kept);
  }

  /** Returns the requested actions, in order. */
  public List<EngineAction> actions() {
    return events.stream().flatMap(event -> EngineAction.recordedBy(event).stream()).toList();
  }

  /**
   * Replays an orchestrator over this history.
   *
   * @throws NonDeterminismException if its actions differ in name, kind or order
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
