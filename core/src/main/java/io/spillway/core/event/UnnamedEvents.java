package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Enqueues an event without an id again, together with its first delivery, before anything else
 * happens to it. The queue's message id of that delivery names the event; a copy in the poison
 * queue, which has a message id of its own, keeps the name.
 *
 * <p>A crash between the enqueueing and the deletion of the delivery repeats both under the same
 * name. Safe for use by many threads.
 */
public final class UnnamedEvents {

  private final WorkQueue queue;
  private final Function<ParkedEvent, Payload> writer;
  private final InstantSource clock;

  /**
   * Creates an instance for a queue.
   *
   * @param queue the queue of events
   * @param writer the function from a delivery to a payload, which the consumer can distinguish
   *     from others
   * @param clock the time of enqueueing
   */
  public UnnamedEvents(
      WorkQueue queue, Function<ParkedEvent, Payload> writer, InstantSource clock) {
    this.queue = requireNonNull(queue, "queue");
    this.writer = requireNonNull(writer, "writer");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Enqueues an event under its name.
   *
   * @param arrival the first delivery
   * @return false if the event is too large for that and must be processed now
   * @throws io.spillway.ports.PortException if the event may not have been enqueued; the delivery
   *     must not be deleted
   */
  boolean enqueue(Arrival arrival) {
    Payload payload = writer.apply(new ParkedEvent(arrival, clock.instant()));
    if (payload.size() > WorkQueue.MAX_PAYLOAD_BYTES) {
      return false;
    }
    queue.send(payload);
    return true;
  }
}
