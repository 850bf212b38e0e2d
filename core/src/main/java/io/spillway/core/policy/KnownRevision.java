package io.spillway.core.policy;

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
 * The latest revision of one scope, as far as it is known here. Whoever asks first waits for the
 * store; later it is read again in the background while what is known stays in force. A store that
 * fails changes nothing.
 */
final class KnownRevision {

  private final PolicyScope scope;
  private final PolicyStore store;
  private final InstantSource clock;
  private @Nullable PolicyRevision revision;
  private @Nullable Instant due;
  private boolean reading;
  private @Nullable String failure;

  KnownRevision(PolicyScope scope, PolicyStore store, InstantSource clock) {
    this.scope = scope;
    this.store = store;
    this.clock = clock;
  }

  /** What is known now; null when there was none, or when the store could never be asked. */
  @Nullable PolicyRevision get(Executor background) {
    if (isNew()) {
      read();
    } else if (startReading()) {
      try {
        background.execute(this::read);
      } catch (RejectedExecutionException e) {
        ended("policies.refresh-rejected", Policies.RETRY_AFTER.toMillis());
      }
    }
    synchronized (this) {
      return revision;
    }
  }

  /** Takes note of a revision, unless a later one is known. */
  synchronized void learn(PolicyRevision stored) {
    if (revision == null || revision.number() < stored.number()) {
      revision = stored;
    }
  }

  /** Code of the failure by which the last reading ended; null when it went well. */
  synchronized @Nullable String failure() {
    return failure;
  }

  private synchronized boolean isNew() {
    return due == null;
  }

  /** Whether it is time to read again, and the caller is the one to do it. */
  private synchronized boolean startReading() {
    boolean starts = !reading && due != null && !clock.instant().isBefore(due);
    reading |= starts;
    return starts;
  }

  private void read() {
    try {
      store.latest(scope).ifPresent(this::learn);
      ended(null, Policies.FRESHNESS.toMillis());
    } catch (PortException e) {
      ended(e.failure().code(), Policies.RETRY_AFTER.toMillis());
    } catch (RuntimeException e) {
      ended("policies.crashed", Policies.RETRY_AFTER.toMillis());
    }
  }

  private synchronized void ended(@Nullable String failure, long millisToNext) {
    this.failure = failure;
    due = clock.instant().plusMillis(millisToNext);
    reading = false;
  }
}
