package io.spillway.ports.stream;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * Directory of the streams with messages or events. A stream disappears when its last activity is
 * older than messages and events are kept.
 *
 * <p>Each method is atomic, and writes are visible to readers as soon as they return. Thread-safe.
 * Each throws {@link io.spillway.ports.PortException} with {@code streams.unavailable} (TRANSIENT),
 * {@code streams.throttled} (THROTTLED), {@code streams.rejected} (PERMANENT: a configuration
 * error), or {@code streams.full} (THROTTLED) at an adapter's own limit. After a TRANSIENT failure,
 * a write may have been applied; a retry is safe.
 */
public interface StreamDirectory extends Monitored {

  /**
   * Adds a stream, or replaces its last activity. Of concurrent calls, any one wins.
   *
   * @param activity the stream and its activity
   */
  void put(StreamActivity activity);

  /**
   * {@return the streams by last activity, latest first, then by id in descending order} Following
   * the cursors returns no stream twice. A stream with activity in the meantime moves to the first
   * page, and may be missing in the following ones.
   *
   * @param prefix the beginning of the streams' ids; null for all streams
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another prefix
   */
  Page<StreamActivity> list(@Nullable String prefix, PageRequest page);
}
