package io.spillway.ports.event;

import io.spillway.ports.Monitored;
import io.spillway.ports.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * Queue of events that wait for their workflow. Thread-safe. Publishing is not idempotent and need
 * not be, because the workflow is idempotent by the event's id.
 */
public interface EventQueue extends Monitored {

  /**
   * Enqueues an event, which is durable when this method returns.
   *
   * @param event the event
   * @param traceParent the trace context, which is passed to the consumer; null if unknown
   * @throws io.spillway.ports.PortException {@code queue.unavailable} (TRANSIENT: it may have been
   *     enqueued), {@code queue.throttled} or {@code queue.full} (THROTTLED)
   */
  void publish(StreamEvent event, @Nullable TraceParent traceParent);
}
