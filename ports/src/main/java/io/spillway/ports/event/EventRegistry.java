package io.spillway.ports.event;

import io.spillway.ports.Monitored;
import java.time.Duration;

/**
 * Register of the contents of events by identity, so that an id that is used again for another
 * content is found before it has an effect.
 *
 * <p>An entry is kept for at least {@link #RETENTION} after its registration, longer than the
 * marker of an event that is counted as late as possible. Thread-safe. Each method throws {@link
 * io.spillway.ports.PortException} with {@code event-registry.unavailable} (TRANSIENT), {@code
 * event-registry.throttled} (THROTTLED), {@code event-registry.rejected} (PERMANENT: a
 * configuration error), or {@code event-registry.full} (THROTTLED) at an adapter's own limit. A
 * write fails with {@code event-registry.partition-full} (PERMANENT) while the stream's partition
 * in the database is full. After a TRANSIENT failure the content may have been registered;
 * registering it again is safe.
 */
public interface EventRegistry extends Monitored {

  /**
   * Minimum retention of an entry: the maximum time between the registration and the counting of an
   * event, plus the retention of its marker. An entry does not expire before the marker, unless a
   * reversal renewed the marker.
   */
  Duration RETENTION = StatsStore.MARKER_RETENTION.plus(StatsStore.REVERSIBLE);

  /**
   * Registers the content of an event unless the event has one. Atomic and idempotent: of
   * concurrent calls exactly one registers its content.
   *
   * @param streamId the stream's id
   * @param eventKey the event's {@link StreamEvent#key()}
   * @param content a digest of the content, 1 to 100 letters and digits
   * @return the registered content: this one, or that of an earlier call
   */
  String register(String streamId, String eventKey, String content);
}
