package io.spillway.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.wire.QueueText;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Delivers a queue to its function as the real host does: at least once, a bounded number at a
 * time, and after too many failures to the poison queue. A poison queue has none of its own: what
 * fails there is hidden until its lease is over, and after too many failures its function is called
 * no more.
 *
 * <p>The function is handed the text of a message, as with {@code messageEncoding} {@code none}. A
 * queue here gives payloads, which are written as {@link QueueText} again: a function that decodes
 * that has what it would have decoded from the text of any producer.
 */
final class QueueListener {

  private final FunctionCatalogue.Queue function;
  private final WorkQueue queue;
  private final @Nullable WorkQueue poison;
  private final QueueSettings settings;
  private final Executor executor;
  private final AtomicInteger running = new AtomicInteger();

  /**
   * @param poison where payloads go that the function failed on too often; null for a poison queue
   * @param executor runs at most {@link QueueSettings#maxConcurrency()} deliveries at once
   */
  QueueListener(
      FunctionCatalogue.Queue function,
      WorkQueue queue,
      @Nullable WorkQueue poison,
      QueueSettings settings,
      Executor executor) {
    this.function = function;
    this.queue = queue;
    this.poison = poison;
    this.settings = settings;
    this.executor = executor;
  }

  String queueName() {
    return queue.name();
  }

  /**
   * Takes a batch, unless too much is running, and has it delivered.
   *
   * @return how many deliveries were taken
   */
  int pump() {
    if (running.get() > settings.newBatchThreshold()) {
      return 0;
    }
    List<Delivery> batch = queue.receive(settings.batchSize(), settings.lease());
    running.addAndGet(batch.size());
    for (Delivery delivery : batch) {
      executor.execute(() -> runAndSettle(delivery));
    }
    return batch.size();
  }

  private void runAndSettle(Delivery delivery) {
    try {
      deliver(delivery);
    } catch (RuntimeException e) {
      // Nothing is lost: it was not deleted, and comes again when its lease is over.
      FailureLog.queueFailed(queue.name(), "settle " + delivery.messageId(), e);
    } finally {
      running.decrementAndGet();
    }
  }

  private void deliver(Delivery delivery) {
    // A text that is not in Base64 may hold more than a payload of ours, and has to stay.
    boolean fits = delivery.payload().size() <= WorkQueue.MAX_PAYLOAD_BYTES;
    if (fits && delivery.dequeueCount() > settings.maxDequeueCount()) {
      // Its last try ended with the process, or between the two steps of giving up.
      giveUp(delivery);
    } else if (succeeds(delivery)) {
      queue.delete(delivery);
    } else if (poison != null) {
      if (fits && delivery.dequeueCount() == settings.maxDequeueCount()) {
        giveUp(delivery);
      } else {
        queue.release(delivery, settings.visibilityTimeout());
      }
    }
  }

  private boolean succeeds(Delivery delivery) {
    HostInvocation invocation =
        HostInvocation.of(function.function(), trigger(delivery), bindings(delivery));
    try {
      function.function().call(invocation);
      return true;
    } catch (Throwable e) {
      FailureLog.functionFailed(invocation, e);
      return false;
    }
  }

  /** Sends first and deletes after: a crash in between delivers twice rather than never. */
  private void giveUp(Delivery delivery) {
    if (poison == null) {
      return;
    }
    poison.send(delivery.payload());
    queue.delete(delivery);
    FailureLog.gaveUp(queue.name(), delivery.messageId(), delivery.dequeueCount());
  }

  private Object trigger(Delivery delivery) {
    String text = QueueText.encode(delivery.payload());
    return function.binary() ? text.getBytes(UTF_8) : text;
  }

  private static Map<String, String> bindings(Delivery delivery) {
    return Map.of(
        "Id", delivery.messageId(),
        "DequeueCount", Integer.toString(delivery.dequeueCount()),
        "InsertionTime", delivery.insertedAt().toString(),
        "PopReceipt", delivery.receipt());
  }
}
