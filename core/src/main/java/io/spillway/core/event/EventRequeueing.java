package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.DelayedRetryPolicy;
import io.spillway.core.Backoff;
import io.spillway.ports.PortException;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Enqueues delivered events again, in an envelope with their first delivery, which keeps their
 * name, time and payload: events without an id, before anything else happens to them, and events
 * that cannot be accepted while the register of identities is unavailable.
 *
 * <p>The queue's message id of the first delivery names an event without an id; a copy in the
 * poison queue, which has a message id of its own, keeps the name. A crash between the enqueueing
 * and the deletion of the delivery repeats both under the same name. Safe for use by many threads.
 */
public final class EventRequeueing {

  /** Time after a failed check in which events are not checked. */
  private static final Duration UNAVAILABLE = Duration.ofSeconds(5);

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final WorkQueue queue;
  private final Function<ParkedEvent, Payload> writer;
  private final DelayedRetryPolicy retries;
  private final InstantSource clock;
  private volatile Instant unavailableUntil = Instant.MIN;

  /**
   * Creates an instance for a queue.
   *
   * @param queue the queue of events
   * @param writer the function from a delivery to a payload, which the consumer can distinguish
   *     from others
   * @param retries the policy of automatic retries, for the maximum age
   * @param clock the time of enqueueing
   */
  public EventRequeueing(
      WorkQueue queue,
      Function<ParkedEvent, Payload> writer,
      DelayedRetryPolicy retries,
      InstantSource clock) {
    this.queue = requireNonNull(queue, "queue");
    this.writer = requireNonNull(writer, "writer");
    this.retries = requireNonNull(retries, "retries");
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

  /** Records a check that failed because the register is unavailable. */
  void recordUnavailable() {
    unavailableUntil = clock.instant().plus(UNAVAILABLE);
  }

  /** Returns whether a check failed a moment ago, so that another one is not worth it. */
  boolean isUnavailable() {
    return clock.instant().isBefore(unavailableUntil);
  }

  /**
   * Enqueues an event for later, because the register of identities is unavailable; does not throw.
   *
   * @param arrival the first delivery
   * @param since the start of the wait; null if it begins
   * @return false if the event is too large, has waited for too long or could not be enqueued
   */
  boolean postpone(Arrival arrival, @Nullable Instant since) {
    Instant now = clock.instant();
    Instant first = since == null ? now : since;
    Duration waited = Duration.between(first, now);
    Payload payload = writer.apply(new ParkedEvent(arrival, first));
    if (waited.compareTo(retries.maxAge()) >= 0 || payload.size() > WorkQueue.MAX_PAYLOAD_BYTES) {
      return false;
    }
    try {
      queue.send(payload, Backoff.quarterOf(waited, SHORTEST_PAUSE, LONGEST_PAUSE));
      return true;
    } catch (PortException e) {
      return false;
    }
  }
}
