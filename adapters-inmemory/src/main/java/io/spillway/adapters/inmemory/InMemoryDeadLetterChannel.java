package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.notification.DeadLetterChannel;
import io.spillway.ports.notification.DeadLetterNotice;
import java.util.ArrayList;
import java.util.List;

/** Channel for tests that records the notices about dead letters. */
public final class InMemoryDeadLetterChannel implements DeadLetterChannel {

  /** Default maximum number of notices. */
  public static final int DEFAULT_MAX = 10_000;

  private final Capacity bound = new Capacity("alert-channel", DEFAULT_MAX);
  private final List<DeadLetterNotice> sent = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private boolean stopped;

  /** Creates an instance for at most {@link #DEFAULT_MAX} notices. */
  public InMemoryDeadLetterChannel() {}

  @Override
  public synchronized boolean send(String id, DeadLetterNotice notice) {
    if (stopped) {
      return false;
    }
    bound.checkRoom(sent.size());
    ids.add(id);
    sent.add(notice);
    return true;
  }

  /** {@return the notices sent, in order, including repetitions} */
  public synchronized List<DeadLetterNotice> notices() {
    return List.copyOf(sent);
  }

  /** {@return the ids of these notices} */
  public synchronized List<String> ids() {
    return List.copyOf(ids);
  }

  /** Simulates the receiver's opt-out. */
  public synchronized void stop() {
    stopped = true;
  }

  @Override
  public synchronized Health health() {
    return bound.health(sent.size());
  }
}
