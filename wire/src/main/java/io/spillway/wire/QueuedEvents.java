package io.spillway.wire;

import io.spillway.ports.Health;
import io.spillway.ports.TraceParent;
import io.spillway.ports.event.EventQueue;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.WorkQueue;
import org.jspecify.annotations.Nullable;

/** Events in a work queue, in the form of {@link EventPayload}. */
public final class QueuedEvents implements EventQueue {

  private final WorkQueue queue;

  /**
   * Events in one queue.
   *
   * @param queue into which they are written
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
