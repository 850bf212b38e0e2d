package io.spillway.ports.event;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import java.util.Optional;

/**
 * The history of each stream.
 *
 * <p>Each method is atomic, and a reader sees a write as soon as it has returned. Safe for use by
 * many threads. Each throws {@link io.spillway.ports.PortException} with {@code events.unavailable}
 * (TRANSIENT), {@code events.throttled} (THROTTLED), {@code events.rejected} (PERMANENT: a wrong
 * set-up), or {@code events.full} (THROTTLED) at an adapter's own bound. A write fails with {@code
 * events.partition-full} (PERMANENT) while the database keeps no more under its stream. After a
 * TRANSIENT failure of a write it may have been applied; doing it again is safe.
 */
public interface EventLog extends Monitored {

  /**
   * Records an event unless one with its id is recorded on its stream. Idempotent.
   *
   * @param event what happened
   * @return whether it was recorded by this call
   */
  boolean append(StreamEvent event);

  /**
   * {@return the recorded event with this id; empty when there is none}
   *
   * @param streamId id of the stream
   * @param eventId the event's
   */
  Optional<StreamEvent> find(String streamId, String eventId);

  /**
   * {@return the events of a stream, latest first; those of one instant by id, the highest first}
   *
   * @param streamId id of the stream
   * @param page which part of the listing
   * @throws io.spillway.ports.InvalidCursorException for a cursor that is malformed or was handed
   *     out for another stream
   */
  Page<StreamEvent> list(String streamId, PageRequest page);
}
