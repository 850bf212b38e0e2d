package io.spillway.functions.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.OrchestrationMetadata;
import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import com.microsoft.durabletask.OrchestrationStatusQuery;
import com.microsoft.durabletask.OrchestrationStatusQueryResult;
import com.microsoft.durabletask.PurgeInstanceCriteria;
import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.deadletter.Rejection;
import io.spillway.core.event.DeadLettering;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.event.EventIdentifiers;
import io.spillway.ports.event.WorkflowRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Purges histories of old, ended workflows in slices of bounded size. A terminated or failed
 * workflow has the only copy of an unprocessed event: it is dead-lettered first. Idempotent, and
 * safe to interrupt: the next run finds the rest.
 */
public final class WorkflowPurge {

  /** Maximum duration of one run: with the rest of a maintenance run below the host's limit. */
  public static final Duration BUDGET = Duration.ofMinutes(2);

  /** Code of a run that ended before its work was complete. */
  public static final String UNFINISHED = "workflows.purge-unfinished";

  /** Code of a workflow with unreadable input; its id follows. */
  public static final String UNREADABLE = "workflows.purge-unreadable";

  /**
   * Progress note of a run.
   *
   * @param needsAttention whether an operator should act
   * @param text ids, numbers and times, no users' text
   */
  public record Note(boolean needsAttention, String text) {}

  private static final List<OrchestrationRuntimeStatus> STOPPED =
      List.of(
          OrchestrationRuntimeStatus.FAILED,
          OrchestrationRuntimeStatus.TERMINATED,
          OrchestrationRuntimeStatus.CANCELED);

  private static final int PAGE = 100;

  /** A daily run purges one day; older histories remain from an interrupted run. */
  private static final List<Duration> SLICES =
      List.of(
          Duration.ofHours(24),
          Duration.ofHours(18),
          Duration.ofHours(12),
          Duration.ofHours(6),
          Duration.ZERO);

  private final RejectedArrivals rejected;
  private final DeadLetterQueue letters;
  private final Duration retention;
  private final InstantSource clock;

  /**
   * @param rejected the dead-lettering of stopped workflows' events
   * @param letters the queue for the dead letter of a workflow that stopped while dead-lettering
   * @param retention the minimum age of a purged workflow, from its start
   */
  public WorkflowPurge(
      RejectedArrivals rejected, DeadLetterQueue letters, Duration retention, InstantSource clock) {
    this.rejected = rejected;
    this.letters = letters;
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * Purges histories within {@link #BUDGET}.
   *
   * @param progress the sink of one note for each slice
   * @return whether all old histories are purged
   * @throws RuntimeException if the engine or the queue does not answer; safe to retry
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
      progress.accept(new Note(true, UNFINISHED + " the next run continues"));
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
      // The engine continues to purge; the next run finds the rest.
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
      OrchestrationStatusQueryResult page = client.queryInstances(queryStopped(before, next));
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
      progress.accept(new Note(false, removed + " stopped workflows dead-lettered and removed"));
    }
    return true;
  }

  private static OrchestrationStatusQuery queryStopped(Instant before, @Nullable String token) {
    OrchestrationStatusQuery query =
        new OrchestrationStatusQuery()
            .setCreatedTimeFrom(Instant.EPOCH)
            .setCreatedTimeTo(before)
            .setRuntimeStatusList(STOPPED)
            .setMaxInstanceCount(PAGE)
            .setFetchInputsAndOutputs(true);
    return token == null ? query : query.setContinuationToken(token);
  }

  /**
   * Dead-letters the event of a stopped workflow. Returns false for a foreign input, whose history
   * is the only copy.
   */
  private boolean enqueue(OrchestrationMetadata found) {
    WorkflowInput input;
    try {
      input = WorkflowInput.read(found.readInputAs(JsonNode.class));
    } catch (RuntimeException unreadable) {
      return false;
    }
    DeadLettering pendingDeadLetter = input.pendingDeadLetter();
    WorkflowRequest request = input.request();
    if (pendingDeadLetter != null) {
      letters.enqueue(pendingDeadLetter.letter());
    } else if (request.generation() == 0) {
      rejected.refuse(
          request.arrival(),
          EventIdentifiers.of(request.event()),
          Rejection.of(WorkflowEngine.stopped()));
    }
    // Otherwise it is a redrive, and its dead letter is in the ledger.
    return true;
  }
}
