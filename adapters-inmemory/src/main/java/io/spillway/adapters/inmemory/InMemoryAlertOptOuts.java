package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.event.AlertOptOuts;
import java.util.HashSet;
import java.util.Set;

/** Receivers that asked for no more, in memory: forgotten when the process ends. */
public final class InMemoryAlertOptOuts implements AlertOptOuts {

  /** Most receivers held unless told otherwise. */
  public static final int DEFAULT_MAX = 1_000;

  private final Capacity bound;
  private final Set<String> stopped = new HashSet<>();

  /** Holds at most {@link #DEFAULT_MAX}. */
  public InMemoryAlertOptOuts() {
    this(DEFAULT_MAX);
  }

  /**
   * Holds as many as it is told.
   *
   * @param max most receivers held, 1 or more; one more is refused with {@code alert-stops.full}
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
