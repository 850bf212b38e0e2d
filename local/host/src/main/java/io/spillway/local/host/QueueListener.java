package io.spillway.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.wire.QueueText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Delivers a queue to its function as the real host does: at least once, with bounded concurrency,
 * and after too many failures to the poison queue. A poison queue has no poison queue: a failed
 * delivery is hidden until its lease is over, and after too many failures the function is not
 * called again.
 *
 * <p>The lease of a delivery is short and renewed while the function runs, so that a killed
 * process' deliveries are redelivered soon. One that lapsed nevertheless, such as while the process
 * was paused, is settled only if no other consumer has received the message since.
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
  private final Map<String, Lease> running = new ConcurrentHashMap<>();

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
    if (running.size() > settings.newBatchThreshold()) {
      return 0;
    }
    List<Delivery> batch = queue.receive(settings.batchSize(), settings.lease());
    batch.forEach(this::start);
    return batch.size();
  }

  /** Renews the leases of all running deliveries. To be called well before a lease is over. */
  void renewLeases() {
    running.values().forEach(Lease::renew);
  }

  private void start(Delivery delivery) {
    Lease earlier = running.get(delivery.messageId());
    if (earlier != null && earlier.adopt(delivery)) {
      return;
    }
    Lease lease = new Lease(queue, delivery, settings.lease());
    running.put(delivery.messageId(), lease);
    executor.execute(() -> runAndSettle(delivery, lease));
  }

  private void runAndSettle(Delivery delivery, Lease lease) {
    try {
      deliver(delivery, lease);
    } catch (RuntimeException e) {
      // Nothing is lost: the message was not deleted, and is redelivered when its lease is over.
      FailureLog.queueFailed(queue.name(), "settle " + delivery.messageId(), e);
    } finally {
      lease.end();
      running.remove(delivery.messageId(), lease);
    }
  }

  private void deliver(Delivery delivery, Lease lease) {
    // A text that is not in Base64 may exceed a valid payload, and must stay.
    boolean fits = delivery.payload().size() <= WorkQueue.MAX_PAYLOAD_BYTES;
    if (fits && delivery.dequeueCount() > settings.maxDequeueCount()) {
      // Its last attempt ended with the process, or between sending and deleting.
      lease.settle(this::giveUp);
    } else if (succeeds(delivery)) {
      lease.settle(queue::delete);
    } else if (poison != null) {
      if (fits && delivery.dequeueCount() == settings.maxDequeueCount()) {
        lease.settle(this::giveUp);
      } else {
        lease.settle(latest -> queue.release(latest, settings.visibilityTimeout()));
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

  /**
   * Sends, then deletes: a crash in between delivers twice rather than never. Before, a renewal
   * shows whether the message is still this host's.
   */
  private void giveUp(Delivery last) {
    if (poison == null) {
      return;
    }
    Optional<Delivery> delivery = queue.renew(last, settings.lease());
    if (delivery.isEmpty()) {
      return;
    }
    poison.send(last.payload());
    queue.delete(delivery.get());
    FailureLog.gaveUp(queue.name(), last.messageId(), last.dequeueCount());
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
