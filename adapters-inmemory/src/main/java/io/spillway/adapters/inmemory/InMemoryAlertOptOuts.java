package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.event.AlertOptOuts;
import java.util.HashSet;
import java.util.Set;

/** In-memory store of the alert receivers that opted out. */
public final class InMemoryAlertOptOuts implements AlertOptOuts {

  /** Default maximum number of receivers. */
  public static final int DEFAULT_MAX = 1_000;

  private final Capacity bound;
  private final Set<String> stopped = new HashSet<>();

  /** Creates an instance for at most {@link #DEFAULT_MAX} items. */
  public InMemoryAlertOptOuts() {
    this(DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param max the maximum number of receivers, 1 or more; a further one is rejected with {@code
   *     alert-stops.full}
   */
  public InMemoryAlertOptOuts(int max) {
    bound = new Capacity("alert-stops", max);
  }

  @Override
  public synchronized void stop(String receiver) {
    if (!stopped.contains(receiver)) {
      bound.checkRoom(stopped.size());
      stopped.add(receiver);
    }
  }

  @Override
  public synchronized boolean isStopped(String receiver) {
    return stopped.contains(receiver);
  }

  @Override
  public synchronized Health health() {
    return bound.health(stopped.size());
  }
}
