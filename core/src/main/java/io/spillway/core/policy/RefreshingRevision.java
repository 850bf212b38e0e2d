package io.spillway.core.policy;

import io.spillway.Policies;
import io.spillway.ports.PortException;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.policy.PolicyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Refresh-ahead cache of the latest revision of one scope. The first call reads the store; later
 * calls refresh in the background before the value is stale. If the value has become stale because
 * there were no calls, the next call waits for the store. While the store fails, the last value is
 * returned without waiting.
 */
final class RefreshingRevision {

  /** Action of a caller before it gets the value. */
  private enum Turn {
    NOTHING,
    READ,
    READ_IN_BACKGROUND
  }

  private final PolicyScope scope;
  private final PolicyStore store;
  private final InstantSource clock;
  private @Nullable PolicyRevision revision;
  private @Nullable Instant due;
  private boolean reading;
  private @Nullable String failure;

  RefreshingRevision(PolicyScope scope, PolicyStore store, InstantSource clock) {
    this.scope = scope;
    this.store = store;
    this.clock = clock;
  }

  /** Returns the cached revision; null if there was none, or if the store has never answered. */
  @Nullable PolicyRevision get(Executor background) {
    switch (nextTurn()) {
      case NOTHING -> {}
      case READ -> read();
      case READ_IN_BACKGROUND -> {
        try {
          background.execute(this::read);
        } catch (RejectedExecutionException e) {
          recordFailure("policies.refresh-rejected");
        }
      }
    }
    synchronized (this) {
      return revision;
    }
  }

  /** Stores a revision, unless a later one is known. */
  synchronized void learn(PolicyRevision stored) {
    if (revision == null || revision.number() < stored.number()) {
      revision = stored;
    }
  }

  /** Returns the code of the failure of the last read; null if it succeeded. */
  synchronized @Nullable String failure() {
    return failure;
  }

  /** Chooses one caller for a refresh; the others use the cached value. */
  private synchronized Turn nextTurn() {
    if (due == null) {
      return Turn.READ;
    }
    Instant now = clock.instant();
    if (reading || now.isBefore(due)) {
      return Turn.NOTHING;
    }
    reading = true;
    boolean isTooOld = failure == null && !now.isBefore(due.plus(StoredPolicies.READ_AHEAD));
    return isTooOld ? Turn.READ : Turn.READ_IN_BACKGROUND;
  }

  private void read() {
    Instant asOf = clock.instant();
    try {
      store.latest(scope).ifPresent(this::learn);
      recordSuccess(asOf);
    } catch (PortException e) {
      recordFailure(e.failure().code());
    } catch (RuntimeException e) {
      recordFailure("policies.crashed");
    }
  }

  private synchronized void recordSuccess(Instant asOf) {
    failure = null;
    due = asOf.plus(Policies.FRESHNESS).minus(StoredPolicies.READ_AHEAD);
    reading = false;
  }

  private synchronized void recordFailure(String code) {
    failure = code;
    due = clock.instant().plus(StoredPolicies.RETRY_AFTER);
    reading = false;
  }
}
