package io.spillway.functions.operations;

import static java.util.stream.Collectors.joining;

import io.spillway.functions.Adapters;
import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.PortException;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Last known depths of the poison queues. Health answers from what was last seen; asking has the
 * queues read again in the background, once a minute at most, since on Azure the timers run on
 * other instances than the health route.
 */
public final class PoisonDepths implements Monitored {

  /** Shortest time between two looks that health asks for. */
  static final Duration EVERY = Duration.ofMinutes(1);

  private static final String ADAPTER = "poison-watch";

  private final List<WorkQueue> queues;
  private final InstantSource clock;
  private final Executor background;
  private final Map<String, Long> depths = new ConcurrentSkipListMap<>();
  private final AtomicReference<Instant> nextLook = new AtomicReference<>();

  /**
   * @param background reads the queues while health is answered
   */
  public PoisonDepths(Adapters adapters, Executor background) {
    this.queues = List.of(adapters.poisonEventQueue(), adapters.poisonDeadLetterQueue());
    this.clock = adapters.clock();
    this.background = background;
  }

  /** Reads the depth of one of the queues, and remembers it. */
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
    String full =
        depths.entrySet().stream()
            .filter(queue -> queue.getValue() > 0)
            .map(queue -> queue.getKey() + ": " + queue.getValue())
            .collect(joining("; "));
    return full.isEmpty()
        ? Health.up(ADAPTER)
        : new Health(ADAPTER, Health.State.DEGRADED, "not empty: " + full);
  }

  private void lookAtAll() {
    for (WorkQueue queue : queues) {
      try {
        look(queue);
      } catch (PortException e) {
        // Its depth stays as it was last seen.
      }
    }
  }
}
