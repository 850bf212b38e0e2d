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
 * The latest revision of one scope, as far as it is known here. Whoever asks first waits for the
 * store. Then it is read again in the background, before what is known is too old to go by. When
 * nobody has asked for so long that it is, whoever asks next waits for the store as well. A store
 * that fails changes nothing, and keeps nobody waiting until it answers again.
 */
final class RefreshingRevision {

  /** What whoever asks has to do first. */
  private enum Turn {
    NOTHING,
    READ,
    HAVE_READ
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

  /** What is known now; null when there was none, or when the store could never be asked. */
  @Nullable PolicyRevision get(Executor background) {
    switch (turn()) {
      case NOTHING -> {}
      case READ -> read();
      case HAVE_READ -> {
        try {
          background.execute(this::read);
        } catch (RejectedExecutionException e) {
          failed("policies.refresh-rejected");
        }
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

  /** While one reads again, the others go on with what is known. */
  private synchronized Turn turn() {
    if (due == null) {
      return Turn.READ;
    }
    Instant now = clock.instant();
    if (reading || now.isBefore(due)) {
      return Turn.NOTHING;
    }
    reading = true;
    boolean isTooOld = failure == null && !now.isBefore(due.plus(StoredPolicies.READ_AHEAD));
    return isTooOld ? Turn.READ : Turn.HAVE_READ;
  }

  private void read() {
    Instant asOf = clock.instant();
    try {
      store.latest(scope).ifPresent(this::learn);
      succeeded(asOf);
    } catch (PortException e) {
      failed(e.failure().code());
    } catch (RuntimeException e) {
      failed("policies.crashed");
    }
  }

  private synchronized void succeeded(Instant asOf) {
    failure = null;
    due = asOf.plus(Policies.FRESHNESS).minus(StoredPolicies.READ_AHEAD);
    reading = false;
  }

  private synchronized void failed(String code) {
    failure = code;
    due = clock.instant().plus(StoredPolicies.RETRY_AFTER);
    reading = false;
  }
}
