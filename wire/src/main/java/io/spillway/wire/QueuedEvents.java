package io.spillway.wire;

import io.spillway.ports.Health;
import io.spillway.ports.TraceParent;
import io.spillway.ports.event.EventQueue;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.WorkQueue;
import org.jspecify.annotations.Nullable;

/** Event queue backed by a work queue, in the format of {@link EventPayload}. */
public final class QueuedEvents implements EventQueue {

  private final WorkQueue queue;

  /**
   * Creates an event queue.
   *
   * @param queue the work queue
   */
  public QueuedEvents(WorkQueue queue) {
    this.queue = queue;
  }

  @Override
  public void publish(StreamEvent event, @Nullable TraceParent traceParent) {
    queue.send(EventPayload.write(event, traceParent));
  }

  @Override
  public Health health() {
    return queue.health();
  }
}
