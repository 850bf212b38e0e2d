package io.spillway.ports.event;

import io.spillway.ports.InstantRange;
import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Log of the events of each stream.
 *
 * <p>Each method is atomic, and writes are visible to readers as soon as they return. Thread-safe.
 * Each throws {@link io.spillway.ports.PortException} with {@code events.unavailable} (TRANSIENT),
 * {@code events.throttled} (THROTTLED), {@code events.rejected} (PERMANENT: a configuration error),
 * or {@code events.full} (THROTTLED) at an adapter's own limit. A write fails with {@code
 * events.partition-full} (PERMANENT) while the stream's partition in the database is full. After a
 * TRANSIENT failure, a write may have been applied; a retry is safe.
 */
public interface EventLog extends Monitored {

  /**
   * Appends an event unless its key exists on its stream. Idempotent.
   *
   * @param event the event
   * @return whether this call appended it
   */
  boolean append(StreamEvent event);

  /**
   * {@return the event with this key; empty if it does not exist}
   *
   * @param streamId the stream's id
   * @param eventKey the event's {@link StreamEvent#key()}
   */
  Optional<StreamEvent> find(String streamId, String eventKey);

  /**
   * {@return the events of a stream, newest first, then by id in descending order}
   *
   * @param streamId the stream's id
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another stream
   */
  default Page<StreamEvent> list(String streamId, PageRequest page) {
    return list(streamId, InstantRange.EVER, page);
  }

  /**
   * {@return the events of a stream that occurred in a range, newest first, then by id in
   * descending order}
   *
   * @param streamId the stream's id
   * @param range the range of {@link StreamEvent#occurredAt()}
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another stream or range
   */
  Page<StreamEvent> list(String streamId, InstantRange range, PageRequest page);

  /**
   * {@return the events of an actor, newest first, then by stream and id in descending order}
   * Following the cursors returns each event that exists throughout exactly once, even if others
   * are deleted.
   *
   * @param actor the actor's name, compared by {@link io.spillway.ports.AuthorNames#key}
   * @param streamId the stream's id; null for all streams
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another listing
   */
  Page<StreamEvent> ofActor(String actor, @Nullable String streamId, PageRequest page);

  /**
   * Deletes an event permanently. Idempotent. An event with its key can be appended again.
   *
   * @param streamId the stream's id
   * @param eventKey the event's {@link StreamEvent#key()}
   * @return whether it existed
   */
  boolean delete(String streamId, String eventKey);
}
