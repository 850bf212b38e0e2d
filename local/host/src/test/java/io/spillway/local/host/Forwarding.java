package io.spillway.local.host;

import io.spillway.ports.Health;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A queue that forwards each call, for tests that change one. */
class Forwarding implements WorkQueue {
  private final WorkQueue queue;

  Forwarding(WorkQueue queue) {
    this.queue = queue;
  }

  @Override
  public String name() {
    return queue.name();
  }

  @Override
  public void send(Payload payload, Duration delay) {
    queue.send(payload, delay);
  }

  @Override
  public List<Delivery> receive(int max, Duration visibility) {
    return queue.receive(max, visibility);
  }

  @Override
  public boolean delete(Delivery delivery) {
    return queue.delete(delivery);
  }

  @Override
  public boolean release(Delivery delivery, Duration delay) {
    return queue.release(delivery, delay);
  }

  @Override
  public Optional<Delivery> renew(Delivery delivery, Duration visibility) {
    return queue.renew(delivery, visibility);
  }

  @Override
  public long approximateCount() {
    return queue.approximateCount();
  }

  @Override
  public Health health() {
    return queue.health();
  }
}
