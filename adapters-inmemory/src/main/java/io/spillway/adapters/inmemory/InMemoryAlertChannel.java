package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertChannel;
import java.util.ArrayList;
import java.util.List;

/** A receiver in the same process, for tests: what was sent can be looked at. */
public final class InMemoryAlertChannel implements AlertChannel {

  /** Most alerts held unless told otherwise. */
  public static final int DEFAULT_MAX = 10_000;

  private final Capacity bound;
  private final List<Alert> sent = new ArrayList<>();
  private boolean stopped;

  /** Holds at most {@link #DEFAULT_MAX} alerts. */
  public InMemoryAlertChannel() {
    this(DEFAULT_MAX);
  }

  /**
   * Holds as many as it is told.
   *
   * @param max most alerts held, 1 or more; one more is refused with {@code alert-channel.full}
   */
  public InMemoryAlertChannel(int max) {
    bound = new Capacity("alert-channel", max);
  }

  @Override
  public synchronized boolean send(Alert alert) {
    if (stopped) {
      return false;
    }
    bound.checkRoom(sent.size());
    sent.add(alert);
    return true;
  }

  /** {@return what was sent, in order; more than once what was sent more than once} */
  public synchronized List<Alert> sent() {
    return List.copyOf(sent);
  }

  /** From now on the receiver wants no more. */
  public synchronized void stop() {
    stopped = true;
  }

  @Override
  public synchronized Health health() {
    return bound.health(sent.size());
  }
}
