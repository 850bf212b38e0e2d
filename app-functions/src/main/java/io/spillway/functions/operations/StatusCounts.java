package io.spillway.functions.operations;

import static io.spillway.ports.Backlog.COUNTED_UP_TO;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.Claims;
import io.spillway.functions.invocation.FunctionLog;
import io.spillway.ports.PortException;
import io.spillway.ports.SortableTime;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.notification.NotificationKind;
import io.spillway.ports.notification.NotificationState;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationState;
import io.spillway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts of pending work, shared by all callers of this process for {@link #SHARED_FOR}, so that
 * many open pages cost as much as one. While one call counts again, others get the last counts.
 * After a failure the counts are unknown for the same time.
 */
final class StatusCounts {

  /** Time for which counts are shared. */
  static final Duration SHARED_FOR = Duration.ofSeconds(5);

  /** Most streams with counts of their own; the one that was counted first is forgotten. */
  private static final int MOST_STREAMS = 200;

  private final Stores stores;
  private final InstantSource clock;
  private final Map<String, Counted> moderation = newCache();
  private final Map<String, Counted> operations = newCache();

  StatusCounts(Stores stores, InstantSource clock) {
    this.stores = stores;
    this.clock = clock;
  }

  /**
   * Returns the counts of the review queue; empty if a store failed.
   *
   * @param streamId the only stream to count; null for all
   */
  Optional<ObjectNode> moderation(@Nullable String streamId) {
    return of(moderation, streamId).get(() -> countModeration(streamId));
  }

  /**
   * Returns the counts of operators' work; empty if a store failed.
   *
   * @param streamId the only stream to count, which has no redrives and notifications of its own;
   *     null for all
   */
  Optional<ObjectNode> operations(@Nullable String streamId) {
    return of(operations, streamId).get(() -> countOperations(streamId));
  }

  private ObjectNode countModeration(@Nullable String streamId) {
    ViolationArchive violations = stores.violationArchive();
    Instant now = SortableTime.stored(clock.instant());
    ViolationFilter all = ViolationFilter.all().inStream(streamId);
    ObjectNode node =
        Json.object()
            .put("countedUpTo", COUNTED_UP_TO)
            .put("pending", violations.count(all.pendingOnly(), COUNTED_UP_TO))
            .put("overdue", violations.count(all.dueBefore(now.plusNanos(1)), COUNTED_UP_TO))
            .put(
                "escalated",
                violations.count(all.withState(ViolationState.ESCALATED), COUNTED_UP_TO))
            .put(
                "reported",
                violations.count(all.withState(ViolationState.REPORTED), COUNTED_UP_TO));
    if (streamId == null) {
      node.put("unmoderated", stores.messages().countUnmoderated(COUNTED_UP_TO));
    }
    // At this time every present claim will have ended, so that claimed ones are included.
    Instant afterClaims = now.plusSeconds(Claims.MAX_LEASE_SECONDS + 1L);
    String oldest =
        violations.waiting(all, "", afterClaims, 1).stream()
            .findFirst()
            .map(first -> SortableTime.text(first.value().assignment().dueAt()))
            .orElse(null);
    return node.put("oldestDueAt", oldest);
  }

  private ObjectNode countOperations(@Nullable String streamId) {
    DeadLetterLedger letters = stores.deadLetters();
    DeadLetterFilter all = DeadLetterFilter.all().inStream(streamId);
    ObjectNode node =
        Json.object()
            .put("countedUpTo", COUNTED_UP_TO)
            .put(
                "openDeadLetters",
                letters.count(all.withState(DeadLetterState.OPEN), COUNTED_UP_TO))
            .put(
                "waitingDeadLetters",
                letters.count(all.withState(DeadLetterState.WAITING), COUNTED_UP_TO));
    if (streamId == null) {
      int failed = 0;
      for (NotificationKind kind : NotificationKind.values()) {
        failed += stores.notifications().count(kind, NotificationState.FAILED, COUNTED_UP_TO);
      }
      node.put("runningJobs", stores.redrives().countWithWork(COUNTED_UP_TO))
          .put("failedNotifications", Math.min(failed, COUNTED_UP_TO));
    }
    return node;
  }

  private Counted of(Map<String, Counted> cache, @Nullable String streamId) {
    synchronized (cache) {
      return cache.computeIfAbsent(streamId == null ? "" : streamId, key -> new Counted());
    }
  }

  private static Map<String, Counted> newCache() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Counted> eldest) {
        return size() > MOST_STREAMS;
      }
    };
  }

  /** Counts of one kind and stream. */
  private final class Counted {
    private final ReentrantLock counting = new ReentrantLock();
    private volatile @Nullable Answer last;

    private record Answer(Optional<ObjectNode> counts, Instant at) {}

    private Optional<ObjectNode> get(Supplier<ObjectNode> count) {
      Answer known = last;
      if (known != null && (isFresh(known) || !counting.tryLock())) {
        return known.counts();
      }
      if (known == null) {
        counting.lock();
      }
      try {
        Answer meanwhile = last;
        if (meanwhile != null && isFresh(meanwhile)) {
          return meanwhile.counts();
        }
        Answer next = new Answer(attempt(count), clock.instant());
        last = next;
        return next.counts();
      } finally {
        counting.unlock();
      }
    }

    private boolean isFresh(Answer answer) {
      Duration age = Duration.between(answer.at(), clock.instant());
      return age.compareTo(SHARED_FOR) < 0;
    }

    private static Optional<ObjectNode> attempt(Supplier<ObjectNode> count) {
      try {
        return Optional.of(count.get());
      } catch (PortException | UnsupportedOperationException e) {
        FunctionLog.logFailure(e);
        return Optional.empty();
      }
    }
  }
}
