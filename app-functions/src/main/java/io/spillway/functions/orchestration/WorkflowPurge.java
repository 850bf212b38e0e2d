package io.spillway.functions.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.OrchestrationMetadata;
import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import com.microsoft.durabletask.OrchestrationStatusQuery;
import com.microsoft.durabletask.OrchestrationStatusQueryResult;
import com.microsoft.durabletask.PurgeInstanceCriteria;
import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.event.DeadLettering;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.event.WorkflowRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Removes the histories of workflows that were started long ago and have ended, in slices of
 * bounded size. A workflow that was terminated or failed holds the only copy of an event that
 * nobody has processed: it becomes a dead letter first. Safe to do twice, and to be cut off
 * anywhere: what is left is found again.
 */
public final class WorkflowPurge {

  /** Longest time that one run takes: with the rest of a maintenance run below the host's limit. */
  public static final Duration BUDGET = Duration.ofMinutes(2);

  /** Code of a run that ended before its work did. */
  public static final String UNFINISHED = "workflows.purge-unfinished";

  /** Code of a workflow whose input cannot be read; its id follows. */
  public static final String UNREADABLE = "workflows.purge-unreadable";

  /**
   * Note on the progress of a run.
   *
   * @param needsAttention true for what an operator should look at
   * @param text ids, numbers and times, and nothing that anybody wrote
   */
  public record Note(boolean needsAttention, String text) {}

  private static final List<OrchestrationRuntimeStatus> STOPPED =
      List.of(
          OrchestrationRuntimeStatus.FAILED,
          OrchestrationRuntimeStatus.TERMINATED,
          OrchestrationRuntimeStatus.CANCELED);

  private static final int PAGE = 100;

  /** A daily run has a day to remove; what is older was left by a run that was cut off. */
  private static final List<Duration> SLICES =
      List.of(
          Duration.ofHours(24),
          Duration.ofHours(18),
          Duration.ofHours(12),
          Duration.ofHours(6),
          Duration.ZERO);

  private final RejectedArrivals office;
  private final DeadLetterQueue letters;
  private final Duration retention;
  private final InstantSource clock;

  /**
   * A purge.
   *
   * @param office buries the events of workflows that stopped
   * @param letters takes the letter of a workflow that stopped while it was burying
   * @param retention how long ago a workflow was started at the least
   */
  public WorkflowPurge(
      RejectedArrivals office, DeadLetterQueue letters, Duration retention, InstantSource clock) {
    this.office = office;
    this.letters = letters;
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * Removes what it can within {@link #BUDGET}.
   *
   * @param progress takes a note for each slice
   * @return whether all of it is removed
   * @throws RuntimeException when the engine or the queue does not answer; safe to do again
   */
  public boolean run(DurableTaskClient client, Consumer<Note> progress) {
    Instant now = clock.instant();
    Instant end = now.plus(BUDGET);
    Instant before = now.minus(retention);
    boolean finished = purgeStopped(client, before, end, progress);
    Instant from = Instant.EPOCH;
    for (Duration age : SLICES) {
      Instant to = before.minus(age);
      finished = finished && purgeCompleted(client, from, to, end, progress);
      from = to;
    }
    if (!finished) {
      progress.accept(new Note(true, UNFINISHED + " the next run goes on"));
    }
    return finished;
  }

  private boolean purgeCompleted(
      DurableTaskClient client, Instant from, Instant to, Instant end, Consumer<Note> progress) {
    Duration left = Duration.between(clock.instant(), end);
    if (left.isNegative() || left.isZero()) {
      return false;
    }
    try {
      PurgeInstanceCriteria criteria =
          new PurgeInstanceCriteria()
              .setCreatedTimeFrom(from)
              .setCreatedTimeTo(to)
              .setRuntimeStatusList(List.of(OrchestrationRuntimeStatus.COMPLETED))
              .setTimeout(left);
      int removed = client.purgeInstances(criteria).getDeletedInstanceCount();
      progress.accept(
          new Note(false, removed + " completed workflows removed, started before " + to));
      return true;
    } catch (TimeoutException e) {
      // The engine goes on removing; what it does not reach, the next run finds.
      return false;
    }
  }

  private boolean purgeStopped(
      DurableTaskClient client, Instant before, Instant end, Consumer<Note> progress) {
    int removed = 0;
    String next = null;
    do {
      if (!clock.instant().isBefore(end)) {
        return false;
      }
      OrchestrationStatusQueryResult page = client.queryInstances(stopped(before, next));
      for (OrchestrationMetadata found : page.getOrchestrationState()) {
        if (enqueue(found)) {
          removed += client.purgeInstance(found.getInstanceId()).getDeletedInstanceCount();
        } else {
          progress.accept(new Note(true, UNREADABLE + " " + found.getInstanceId()));
        }
      }
      next = page.getContinuationToken();
    } while (next != null && !next.isEmpty());
    if (removed > 0) {
      progress.accept(new Note(false, removed + " stopped workflows buried and removed"));
    }
    return true;
  }

  private static OrchestrationStatusQuery stopped(Instant before, @Nullable String token) {
    OrchestrationStatusQuery query =
        new OrchestrationStatusQuery()
            .setCreatedTimeFrom(Instant.EPOCH)
            .setCreatedTimeTo(before)
            .setRuntimeStatusList(STOPPED)
            .setMaxInstanceCount(PAGE)
            .setFetchInputsAndOutputs(true);
    return token == null ? query : query.setContinuationToken(token);
  }

  /** False for an input that is none of ours: its history is all that there is of it. */
  private boolean enqueue(OrchestrationMetadata found) {
    WorkflowInput input;
    try {
      input = WorkflowInput.read(found.readInputAs(JsonNode.class));
    } catch (RuntimeException unreadable) {
      return false;
    }
    DeadLettering burial = input.burial();
    WorkflowRequest request = input.request();
    if (burial != null) {
      letters.enqueue(burial.letter());
    } else if (request.generation() == 0) {
      office.refuse(request.arrival(), request.event().streamId(), WorkflowEngine.stopped());
    }
    // Otherwise it is a redrive, and its letter is in the ledger.
    return true;
  }
}
