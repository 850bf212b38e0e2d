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
      String id,
      String receipt,
      Payload payload,
      int dequeueCount,
      Instant sentAt,
      Instant showAt) {

    Queued next(long newReceipt, int newDequeueCount, Instant newShowAt) {
      return new Queued(
          number, id, Long.toString(newReceipt), payload, newDequeueCount, sentAt, newShowAt);
    }

    Delivery delivery() {
      return new Delivery(id, receipt, payload, dequeueCount, sentAt);
    }
  }

  private final String name;
  private final InstantSource clock;
  private final Capacity bound;
  private long lastNumber;

  /** Payloads by message id, in the order of sending, which is that of expiry. */
  private final Map<String, Queued> byId = new LinkedHashMap<>();

  private final TreeSet<Queued> byShowAt = new TreeSet<>(InMemoryWorkQueue::compare);

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
    Instant now = clock.instant();
    dropExpired(now);
    bound.checkRoom(byId.size());
    long number = ++lastNumber;
    String id = Long.toString(number);
    put(new Queued(number, id, id, payload, 0, now, delay.isZero() ? now : now.plus(delay)));
  }

  @Override
  public synchronized List<Delivery> receive(int max, Duration visibility) {
    QueueLimits.checkReceive(max, visibility);
    Instant now = clock.instant();
    dropExpired(now);
    Instant hidden = now.plus(visibility);
    List<Delivery> deliveries = new ArrayList<>();
    while (deliveries.size() < max && !byShowAt.isEmpty() && isVisible(byShowAt.first(), now)) {
      Queued queued = byShowAt.first();
      Queued taken = queued.next(++lastNumber, queued.dequeueCount() + 1, hidden);
      replace(queued, taken);
      deliveries.add(taken.delivery());
    }
    return deliveries;
  }

  @Override
  public synchronized boolean delete(Delivery delivery) {
    Optional<Queued> latest = latest(delivery, clock.instant());
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
    Instant now = clock.instant();
    Instant showAt = now.plus(time);
    return latest(delivery, now)
        .map(
            queued -> {
              Queued next = queued.next(++lastNumber, queued.dequeueCount(), showAt);
              replace(queued, next);
              return next.delivery();
            });
  }

  @Override
  public synchronized long approximateCount() {
    dropExpired(clock.instant());
    return byId.size();
  }

  @Override
  public synchronized Health health() {
    dropExpired(clock.instant());
    return bound.health(byId.size());
  }

  private static int compare(Queued one, Queued other) {
    int order = one.showAt().compareTo(other.showAt());
    return order == 0 ? Long.compare(one.number(), other.number()) : order;
  }

  private void put(Queued queued) {
    byId.put(queued.id(), queued);
    byShowAt.add(queued);
  }

  private void replace(Queued old, Queued next) {
    byShowAt.remove(old);
    put(next);
  }

  private Optional<Queued> latest(Delivery delivery, Instant now) {
    dropExpired(now);
    return Optional.ofNullable(byId.get(delivery.messageId()))
        .filter(queued -> queued.receipt().equals(delivery.receipt()));
  }

  private void dropExpired(Instant now) {
    Instant end = now.minus(TIME_TO_LIVE);
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
