package io.spillway.local;

import io.spillway.ports.PortException;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Plays the Functions host at a queue: retries temporary failures, so that no message is lost. */
final class PatientHost {

  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final int MOST_LOOKS = 150;
  private static final int MOST_TRIES = 10;

  private PatientHost() {}

  /** Delivers visible messages. */
  static void deliver(WorkQueue queue, Consumer<Delivery> function) {
    List<Delivery> batch = receive(queue);
    while (!batch.isEmpty()) {
      for (Delivery delivery : batch) {
        patiently(() -> function.accept(delivery));
        patiently(() -> queue.delete(delivery));
      }
      batch = receive(queue);
    }
  }

  /**
   * Delivers all messages. If the response to a receive was lost, its messages are hidden until the
   * lease is over, and only then this waits.
   */
  static void deliverAll(WorkQueue queue, Consumer<Delivery> function) {
    deliver(queue, function);
    for (int looks = 0; looks < MOST_LOOKS && patiently(queue::approximateCount) > 0; looks++) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      deliver(queue, function);
    }
  }

  private static List<Delivery> receive(WorkQueue queue) {
    return patiently(() -> queue.receive(WorkQueue.MAX_BATCH, LEASE));
  }

  static void patiently(Runnable call) {
    patiently(
        () -> {
          call.run();
          return true;
        });
  }

  /** Retries; every call here is idempotent, and the adapters' own timeouts are the pause. */
  static <T> T patiently(Supplier<T> call) {
    for (int tried = 1; ; tried++) {
      try {
        return call.get();
      } catch (PortException e) {
        if (tried == MOST_TRIES || !e.failure().category().isRetryable()) {
          throw e;
        }
      }
    }
  }
}
