package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertChannel;
import java.util.ArrayList;
import java.util.List;

/** Alert channel for tests that records the alerts sent. */
public final class InMemoryAlertChannel implements AlertChannel {

  /** Default maximum number of alerts. */
  public static final int DEFAULT_MAX = 10_000;

  private final Capacity bound;
  private final List<Alert> sent = new ArrayList<>();
  private final List<Alert> followUps = new ArrayList<>();
  private boolean stopped;

  /** Creates an instance for at most {@link #DEFAULT_MAX} alerts. */
  public InMemoryAlertChannel() {
    this(DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param max the maximum number of alerts, 1 or more; a further one is rejected with {@code
   *     alert-channel.full}
   */
  public InMemoryAlertChannel(int max) {
    bound = new Capacity("alert-channel", max);
  }

  @Override
  public synchronized boolean send(Alert alert) {
    return add(sent, alert);
  }

  @Override
  public synchronized boolean sendFollowUp(Alert alert) {
    return add(followUps, alert);
  }

  private boolean add(List<Alert> alerts, Alert alert) {
    if (stopped) {
      return false;
    }
    bound.checkRoom(sent.size() + followUps.size());
    alerts.add(alert);
    return true;
  }

  /** {@return the alerts sent, in order, including repetitions} */
  public synchronized List<Alert> sent() {
    return List.copyOf(sent);
  }

  /** {@return the alerts sent again with a donor's message, in order, including repetitions} */
  public synchronized List<Alert> followUps() {
    return List.copyOf(followUps);
  }

  /** Simulates the receiver's opt-out. */
  public synchronized void stop() {
    stopped = true;
  }

  @Override
  public synchronized Health health() {
    return bound.health(sent.size() + followUps.size());
  }
}
