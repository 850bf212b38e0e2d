package io.spillway.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.WorkQueue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Delivers a queue to its function as the real host does: at least once, a bounded number at a
 * time, and after too many failures to the poison queue.
 */
final class QueueListener {

  private final FunctionCatalogue.Queue function;
  private final WorkQueue queue;
  private final WorkQueue poison;
  private final QueueSettings settings;
  private final Executor executor;
  private final AtomicInteger running = new AtomicInteger();

  /**
   * @param poison where payloads go that the function failed on too often
   * @param executor runs at most {@link QueueSettings#maxConcurrency()} deliveries at once
   */
  QueueListener(
      FunctionCatalogue.Queue function,
      WorkQueue queue,
      WorkQueue poison,
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
    if (delivery.dequeueCount() > settings.maxDequeueCount()) {
      // Its last try ended with the process, or between the two steps of giving up.
      giveUp(delivery);
    } else if (succeeds(delivery)) {
      queue.delete(delivery);
    } else if (delivery.dequeueCount() == settings.maxDequeueCount()) {
      giveUp(delivery);
    } else {
      queue.release(delivery, settings.visibilityTimeout());
    }
  }

  private boolean succeeds(Delivery delivery) {
    Invocation invocation =
        Invocation.of(function.function(), trigger(delivery), bindings(delivery));
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
    poison.send(delivery.payload());
    queue.delete(delivery);
    FailureLog.gaveUp(queue.name(), delivery.messageId(), delivery.dequeueCount());
  }

  private Object trigger(Delivery delivery) {
    byte[] bytes = delivery.payload().bytes();
    return function.binary() ? bytes : new String(bytes, UTF_8);
  }

  private static Map<String, String> bindings(Delivery delivery) {
    return Map.of(
        "Id", delivery.messageId(),
        "DequeueCount", Integer.toString(delivery.dequeueCount()),
        "InsertionTime", delivery.insertedAt().toString(),
        "PopReceipt", delivery.receipt());
  }
}
