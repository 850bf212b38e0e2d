package io.spillway.functions.operations;

import io.spillway.functions.invocation.QueueMessage;
import io.spillway.ports.PortException;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Drains the poison queues, with a warning while one is not empty. The host calls a poison queue's
 * function for {@code maxDequeueCount} deliveries and never again, and messages left there expire;
 * so a timer files them, regardless of their delivery count.
 */
public final class PoisonWatch {

  /** Prefix of a warning, followed by the queue's name and depth. Alerts filter by it. */
  static final String NOT_EMPTY = "queue.poison-not-empty";

  /** Prefix of a warning, followed by the queue's name and the failure to read or file. */
  static final String FAILED = "queue.poison-watch-failed";

  /** Renewed before each filing, so longer than one may take. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private static final int MOST_BATCHES = 10;

  private record Watched(String name, WorkQueue queue, Consumer<QueueMessage> file) {}

  private final PoisonDepths depths;
  private final List<Watched> watched;

  /**
   * @param files the handler of a poison queue's deliveries, by the queue's name
   */
  public PoisonWatch(PoisonDepths depths, Map<String, Consumer<QueueMessage>> files) {
    this.depths = depths;
    this.watched =
        depths.queues().stream()
            .map(
                queue ->
                    new Watched(
                        queue.name(), queue, Objects.requireNonNull(files.get(queue.name()))))
            .toList();
  }

  /**
   * Drains each queue independently of the others' failures. Never throws.
   *
   * @param warnings the sink of one line for each queue that is not empty or failed
   */
  public void run(Consumer<String> warnings) {
    for (Watched one : watched) {
      String name = one.name();
      try {
        long depth = depths.look(one.queue());
        if (depth > 0) {
          warnings.accept(NOT_EMPTY + " " + name + " " + depth);
          file(one);
          depths.look(one.queue());
        }
      } catch (PortException e) {
        warnings.accept(FAILED + " " + name + " " + e.failure().code());
      } catch (RuntimeException e) {
        // Without the exception's message, which may quote a user.
        warnings.accept(FAILED + " " + name + " " + e.getClass().getName());
      }
    }
  }

  private static void file(Watched one) {
    for (int batch = 0; batch < MOST_BATCHES; batch++) {
      List<Delivery> deliveries = one.queue().receive(WorkQueue.MAX_BATCH, LEASE);
      for (Delivery delivery : deliveries) {
        one.queue().renew(delivery, LEASE).ifPresent(renewed -> file(one, renewed));
      }
      if (deliveries.isEmpty()) {
        return;
      }
    }
  }

  /** Files, then deletes: after a crash in between it is filed twice, which is idempotent. */
  private static void file(Watched one, Delivery delivery) {
    one.file().accept(QueueMessage.of(one.name(), delivery));
    var unused = one.queue().delete(delivery);
  }
}
