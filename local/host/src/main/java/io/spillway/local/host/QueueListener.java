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
 * Delivers a queue to its function as the real host does: at least once, with bounded concurrency,
 * and after too many failures to the poison queue. A poison queue has no poison queue: a failed
 * delivery is hidden until its lease is over, and after too many failures the function is not
 * called again.
 *
 * <p>The function receives a message's text, as with {@code messageEncoding} {@code none}. A local
 * queue returns payloads, which are encoded as {@link QueueText} again: decoding gives the same
 * result as for any producer's text.
 */
final class QueueListener {

  private final FunctionCatalogue.Queue function;
  private final WorkQueue queue;
  private final @Nullable WorkQueue poison;
  private final QueueSettings settings;
  private final Executor executor;
  private final AtomicInteger running = new AtomicInteger();

  /**
   * @param poison the queue for payloads with too many failures; null for a poison queue
   * @param executor the executor of at most {@link QueueSettings#maxConcurrency()} concurrent
   *     deliveries
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
   * Receives and delivers a batch, unless too many deliveries are running.
   *
   * @return the number of received deliveries
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
      // Nothing is lost: the message was not deleted, and is redelivered when its lease is over.
      FailureLog.queueFailed(queue.name(), "settle " + delivery.messageId(), e);
    } finally {
      running.decrementAndGet();
    }
  }

  private void deliver(Delivery delivery) {
    // A text that is not in Base64 may exceed a valid payload, and must stay.
    boolean fits = delivery.payload().size() <= WorkQueue.MAX_PAYLOAD_BYTES;
    if (fits && delivery.dequeueCount() > settings.maxDequeueCount()) {
      // Its last attempt ended with the process, or between sending and deleting.
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

  /** Sends, then deletes: a crash in between delivers twice rather than never. */
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
