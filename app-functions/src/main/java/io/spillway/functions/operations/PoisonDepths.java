package io.spillway.functions.operations;

import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.PortException;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Last known depths of the poison queues. A health request triggers a background refresh at most
 * once a minute, because on Azure the timers run on other instances than the health route.
 */
public final class PoisonDepths implements Monitored {

  /** Minimum interval between refreshes by health requests. */
  static final Duration EVERY = Duration.ofMinutes(1);

  private static final String ADAPTER = "poison-watch";

  private final List<WorkQueue> queues;
  private final InstantSource clock;
  private final Executor background;
  private final Map<String, Long> depths = new ConcurrentSkipListMap<>();
  private final AtomicReference<Instant> nextLook = new AtomicReference<>();

  /**
   * Creates unknown depths.
   *
   * @param queues the poison queues
   * @param background the executor of refreshes
   */
  public PoisonDepths(List<WorkQueue> queues, InstantSource clock, Executor background) {
    this.queues = List.copyOf(queues);
    this.clock = clock;
    this.background = background;
  }

  List<WorkQueue> queues() {
    return queues;
  }

  /** Reads and caches the depth of one queue. */
  long look(WorkQueue queue) {
    long depth = queue.approximateCount();
    depths.put(queue.name(), depth);
    return depth;
  }

  @Override
  public Health health() {
    Instant now = clock.instant();
    Instant due = nextLook.get();
    boolean isFirst = due == null;
    if ((isFirst || !now.isBefore(due)) && nextLook.compareAndSet(due, now.plus(EVERY))) {
      if (!isFirst) {
        background.execute(this::lookAtAll);
      }
    }
    StringJoiner full = new StringJoiner("; ");
    for (Map.Entry<String, Long> queue : depths.entrySet()) {
      if (queue.getValue() > 0) {
        full.add(queue.getKey() + ": " + queue.getValue());
      }
    }
    return full.length() == 0
        ? Health.up(ADAPTER)
        : new Health(ADAPTER, Health.State.DEGRADED, "not empty: " + full);
  }

  private void lookAtAll() {
    for (WorkQueue queue : queues) {
      try {
        look(queue);
      } catch (PortException e) {
        // The last known depth remains.
      }
    }
  }
}
