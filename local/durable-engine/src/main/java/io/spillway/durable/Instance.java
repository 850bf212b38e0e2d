package io.spillway.durable;

import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Orchestration instance: its history, and the events since its last turn. */
final class Instance {

  private final String id;
  private final String name;
  private final Instant createdAt;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private List<HistoryEvent> history = new ArrayList<>();
  private List<HistoryEvent> inbox = new ArrayList<>();
  private boolean inTurn;
  private int generation;
  private OrchestrationRuntimeStatus state = OrchestrationRuntimeStatus.PENDING;
  private Instant updatedAt;
  private Supplier<@Nullable String> input;
  private Supplier<@Nullable String> customStatus = () -> null;
  private @Nullable String output;
  private InstanceStatus.@Nullable Failure failure;

  /**
   * @param input JSON text; called when it is read
   * @param inTurn whether the caller runs the first turn
   */
  Instance(String id, String name, Supplier<@Nullable String> input, Instant now, boolean inTurn) {
    this.id = id;
    this.name = name;
    this.input = input;
    this.createdAt = now;
    this.updatedAt = now;
    this.inTurn = inTurn;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  Instant createdAt() {
    return createdAt;
  }

  synchronized Instant updatedAt() {
    return updatedAt;
  }

  synchronized InstanceStatus status() {
    return new InstanceStatus(
        id, name, state, createdAt, updatedAt, input.get(), output, customStatus.get(), failure);
  }

  synchronized boolean isFinished() {
    return InstanceStatus.isFinished(state);
  }

  /** Returns whether the instance failed or was terminated. */
  synchronized boolean hasStopped() {
    return isFinished() && state != OrchestrationRuntimeStatus.COMPLETED;
  }

  /** Returns a future that completes with the instance's end. */
  CompletableFuture<Void> end() {
    return end;
  }

  synchronized History history() {
    return new History(id, history);
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

  synchronized void recordProgress(@Nullable String custom, Instant now) {
    if (!isFinished()) {
      state = OrchestrationRuntimeStatus.RUNNING;
      customStatus = () -> custom;
      updatedAt = now;
    }
  }

  /** Restarts with another input and an empty history. */
  synchronized void continueAsNew(@Nullable String newInput, Instant now) {
    history.clear();
    inbox.clear();
    generation++;
    input = () -> newInput;
    updatedAt = now;
  }

  /** Sets the custom status and completes the instance, unless it has ended. */
  synchronized boolean complete(Supplier<@Nullable String> custom, Instant now) {
    if (isFinished()) {
      return false;
    }
    customStatus = custom;
    return end(OrchestrationRuntimeStatus.COMPLETED, null, null, now);
  }

  /** Ends the instance, unless it has ended. */
  synchronized boolean end(
      OrchestrationRuntimeStatus ended,
      @Nullable String result,
      InstanceStatus.@Nullable Failure why,
      Instant now) {
    if (isFinished()) {
      return false;
    }
    state = ended;
    output = result;
    failure = why;
    updatedAt = now;
    return true;
  }

  /** Drops the history of an ended instance, and the input unless it is the only copy. */
  synchronized void shrink() {
    history = List.of();
    inbox = List.of();
    if (!hasStopped()) {
      input = () -> null;
    }
  }

  /** Returns the number of characters that an ended instance keeps besides a small summary. */
  synchronized int textLength() {
    String kept = input.get();
    return (kept == null ? 0 : kept.length()) + (output == null ? 0 : output.length());
  }
}
