package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.QueueLimits;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * In-memory work queue. Delays, visibility and time to live depend on its clock. Delivers the
 * payloads that have been visible longest first, although the port guarantees no order.
 */
public final class InMemoryWorkQueue implements WorkQueue {

  /** Default maximum number of payloads. */
  public static final int DEFAULT_MAX = 100_000;

  /** A queued payload; immutable. Each change creates a new record with a new receipt. */
  private record Queued(
      long number,
      long receipt,
      Payload payload,
      int dequeueCount,
      Instant sentAt,
      Instant showAt) {

    Queued next(long newReceipt, int newDequeueCount, Instant newShowAt) {
      return new Queued(number, newReceipt, payload, newDequeueCount, sentAt, newShowAt);
    }

    Delivery delivery() {
      return new Delivery(
          Long.toString(number), Long.toString(receipt), payload, dequeueCount, sentAt);
    }
  }

  private final String name;
  private final InstantSource clock;
  private final Capacity bound;
  private long lastNumber;

  /** Payloads by message id, in the order of sending, which is that of expiry. */
  private final Map<String, Queued> byId = new LinkedHashMap<>();

  private final TreeSet<Queued> byShowAt =
      new TreeSet<>(Comparator.comparing(Queued::showAt).thenComparing(Queued::number));

  /**
   * Creates an instance for at most {@link #DEFAULT_MAX} payloads.
   *
   * @param name the queue's name, such as {@code stream-events}
   * @param clock the clock for visibility and expiry
   */
  public InMemoryWorkQueue(String name, InstantSource clock) {
    this(name, clock, DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param name the queue's name, such as {@code stream-events}
   * @param clock the clock for visibility and expiry
   * @param max the maximum number of payloads, 1 or more; a further one is rejected with {@code
   *     queue.full}
   */
  public InMemoryWorkQueue(String name, InstantSource clock, int max) {
    this.name = name;
    this.clock = clock;
    bound = new Capacity("queue", max);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized void send(Payload payload, Duration delay) {
    QueueLimits.checkSend(payload, delay);
    dropExpired();
    bound.checkRoom(byId.size());
    Instant now = clock.instant();
    long number = ++lastNumber;
    put(new Queued(number, number, payload, 0, now, now.plus(delay)));
  }

  @Override
  public synchronized List<Delivery> receive(int max, Duration visibility) {
    QueueLimits.checkReceive(max, visibility);
    dropExpired();
    Instant now = clock.instant();
    List<Delivery> deliveries = new ArrayList<>();
    while (deliveries.size() < max && !byShowAt.isEmpty() && isVisible(byShowAt.first(), now)) {
      Queued queued = byShowAt.first();
      Queued taken = queued.next(++lastNumber, queued.dequeueCount() + 1, now.plus(visibility));
      replace(queued, taken);
      deliveries.add(taken.delivery());
    }
    return deliveries;
  }

  @Override
  public synchronized boolean delete(Delivery delivery) {
    Optional<Queued> latest = latest(delivery);
    latest.ifPresent(
        queued -> {
          byId.remove(delivery.messageId());
          byShowAt.remove(queued);
        });
    return latest.isPresent();
  }

  @Override
  public synchronized boolean release(Delivery delivery, Duration delay) {
    QueueLimits.checkRelease(delay);
    return hide(delivery, delay).isPresent();
  }

  @Override
  public synchronized Optional<Delivery> renew(Delivery delivery, Duration visibility) {
    QueueLimits.checkVisibility(visibility);
    return hide(delivery, visibility);
  }

  private Optional<Delivery> hide(Delivery delivery, Duration time) {
    Instant showAt = clock.instant().plus(time);
    return latest(delivery)
        .map(
            queued -> {
              Queued next = queued.next(++lastNumber, queued.dequeueCount(), showAt);
              replace(queued, next);
              return next.delivery();
            });
  }

  @Override
  public synchronized long approximateCount() {
    dropExpired();
    return byId.size();
  }

  @Override
  public synchronized Health health() {
    dropExpired();
    return bound.health(byId.size());
  }

  private void put(Queued queued) {
    byId.put(Long.toString(queued.number()), queued);
    byShowAt.add(queued);
  }

  private void replace(Queued old, Queued next) {
    byShowAt.remove(old);
    put(next);
  }

  private Optional<Queued> latest(Delivery delivery) {
    dropExpired();
    return Optional.ofNullable(byId.get(delivery.messageId()))
        .filter(queued -> Long.toString(queued.receipt()).equals(delivery.receipt()));
  }

  private void dropExpired() {
    Instant end = clock.instant().minus(TIME_TO_LIVE);
    var oldest = byId.values().iterator();
    while (oldest.hasNext()) {
      Queued queued = oldest.next();
      if (queued.sentAt().isAfter(end)) {
        return;
      }
      oldest.remove();
      byShowAt.remove(queued);
    }
  }

  private static boolean isVisible(Queued queued, Instant now) {
    return !queued.showAt().isAfter(now);
  }
}
