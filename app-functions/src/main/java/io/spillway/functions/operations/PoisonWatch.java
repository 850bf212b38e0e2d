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
 * Looks at the poison queues, warns while one is not empty, and files what is in it. The host calls
 * a poison queue's function for {@code maxDequeueCount} deliveries and never again, and what is
 * left there expires; so a timer files it, however often it was delivered.
 */
public final class PoisonWatch {

  /** Begins a warning that goes on with the queue's name and depth. Alerts go by it. */
  static final String NOT_EMPTY = "queue.poison-not-empty";

  /** Begins a warning that goes on with the queue's name and why it could not be read or filed. */
  static final String FAILED = "queue.poison-watch-failed";

  /** As the host has it: longer than any function may run. */
  private static final Duration LEASE = Duration.ofMinutes(10);

  private static final int MOST_BATCHES = 10;

  private record Watched(String name, WorkQueue queue, Consumer<QueueMessage> file) {}

  private final PoisonDepths depths;
  private final List<Watched> watched;

  /**
   * A watch.
   *
   * @param files files a delivery of a poison queue, by the queue's name
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
   * Looks at each queue; one that fails does not keep it from the others. Never throws.
   *
   * @param warnings hears a line for each queue that is not empty or failed
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
        // No message: it may quote what somebody wrote.
        warnings.accept(FAILED + " " + name + " " + e.getClass().getName());
      }
    }
  }

  /** Deletes last: after a crash in between it is filed twice, which changes nothing. */
  private static void file(Watched one) {
    for (int batch = 0; batch < MOST_BATCHES; batch++) {
      List<Delivery> deliveries = one.queue().receive(WorkQueue.MAX_BATCH, LEASE);
      for (Delivery delivery : deliveries) {
        one.file().accept(QueueMessage.of(one.name(), delivery));
        var unused = one.queue().delete(delivery);
      }
      if (deliveries.isEmpty()) {
        return;
      }
    }
  }
}
