package io.spillway.ports.event;

import io.spillway.ports.Monitored;
import io.spillway.ports.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * Where events wait for their workflow. Safe for use by many threads. Publishing is not idempotent
 * and need not be: the workflow is, by the event's id.
 */
public interface EventQueue extends Monitored {

  /**
   * Queues an event; it is durable when this returns.
   *
   * @param event what happened
   * @param traceParent the trace that it belongs to, which its consumer gets too; null when that is
   *     not known
   * @throws io.spillway.ports.PortException {@code queue.unavailable} (TRANSIENT: it may have been
   *     queued all the same), {@code queue.throttled} or {@code queue.full} (THROTTLED)
   */
  void publish(StreamEvent event, @Nullable TraceParent traceParent);
}
