package io.spillway.durable;

import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Orchestration instance: its history, and the events since its last turn. */
final class Instance {

  private final List<HistoryEvent> history = new ArrayList<>();
  private List<HistoryEvent> inbox = new ArrayList<>();
  private final CompletableFuture<InstanceStatus> end = new CompletableFuture<>();
  private boolean inTurn;
  private int generation;
  private InstanceStatus status;

  Instance(String id, String name, @Nullable String input, Instant now) {
    this.status =
        new InstanceStatus(
            id, name, OrchestrationRuntimeStatus.PENDING, now, now, input, null, null, null);
  }

  synchronized InstanceStatus status() {
    return status;
  }

  /** Returns a future that completes with the instance's end. */
  CompletableFuture<InstanceStatus> end() {
    return end;
  }

  synchronized History history() {
    return new History(status.instanceId(), history);
  }

  synchronized List<HistoryEvent> past() {
    return List.copyOf(history);
  }

  synchronized void append(List<HistoryEvent> events) {
    history.addAll(events);
  }

  /** Returns the number of restarts by continue-as-new. */
  synchronized int generation() {
    return generation;
  }

  /**
   * Adds an event unless it concerns an earlier generation. Returns true if the caller must run the
   * resulting turns.
   */
  synchronized boolean offer(HistoryEvent event, int about) {
    if (about != generation) {
      return false;
    }
    inbox.add(event);
    boolean mine = !inTurn;
    inTurn = true;
    return mine;
  }

  /** Returns the events for the next turn; if empty, the turns end. */
  synchronized List<HistoryEvent> take() {
    List<HistoryEvent> taken = inbox;
    inbox = new ArrayList<>();
    inTurn = !taken.isEmpty();
    return taken;
  }

  synchronized void recordProgress(@Nullable String customStatus, Instant now) {
    if (!status.isFinished()) {
      status = status.running(customStatus, now);
    }
  }

  /** Restarts with another input and an empty history. */
  synchronized void continueAsNew(@Nullable String input, Instant now) {
    history.clear();
    inbox.clear();
    generation++;
    status = status.continued(input, now);
  }

  /** Ends the instance, unless it has ended. */
  synchronized boolean end(
      OrchestrationRuntimeStatus state,
      @Nullable String output,
      InstanceStatus.@Nullable Failure failure,
      Instant now) {
    if (status.isFinished()) {
      return false;
    }
    status = status.ended(state, output, failure, now);
    end.complete(status);
    return true;
  }
}
