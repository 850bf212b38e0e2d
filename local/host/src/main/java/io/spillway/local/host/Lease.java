package io.spillway.local.host;

import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lease of a running delivery: the latest receipt, which changes with each renewal. Thread-safe; a
 * call waits for a running renewal, because that decides which receipt is the latest.
 */
final class Lease {

  private final WorkQueue queue;
  private final Duration time;

  /** Null once another consumer has received the message. */
  private @Nullable Delivery latest;

  private boolean hasEnded;
  private boolean hasFailed;

  /**
   * @param time the visibility time of the delivery and of each renewal
   */
  Lease(WorkQueue queue, Delivery delivery, Duration time) {
    this.queue = queue;
    this.latest = delivery;
    this.time = time;
  }

  /** Renews the lease, unless it is lost or has ended. A failure is retried by the next call. */
  synchronized void renew() {
    Delivery before = latest;
    if (before == null || hasEnded) {
      return;
    }
    try {
      latest = queue.renew(before, time).orElse(null);
      if (latest == null) {
        FailureLog.lostLease(queue.name(), before.messageId());
      }
    } catch (RuntimeException e) {
      if (!hasFailed) {
        FailureLog.queueFailed(queue.name(), "renew " + before.messageId(), e);
      }
      hasFailed = true;
    }
  }

  /**
   * Continues a lease that lapsed with a later delivery of the same message to the same host, which
   * must not run it twice at once. Returns false if the lease has ended.
   */
  synchronized boolean adopt(Delivery later) {
    if (!hasEnded) {
      latest = later;
    }
    return !hasEnded;
  }

  /** Ends the lease, and settles the delivery unless another consumer has received the message. */
  synchronized void settle(Consumer<Delivery> step) {
    hasEnded = true;
    if (latest != null) {
      step.accept(latest);
    }
  }

  /** Ends the lease: what was not settled is redelivered when its time is over. */
  synchronized void end() {
    hasEnded = true;
  }
}
