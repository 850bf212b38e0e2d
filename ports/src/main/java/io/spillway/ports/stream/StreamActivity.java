package io.spillway.ports.stream;

import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import java.time.Instant;

/**
 * A stream and the time of its last recorded activity.
 *
 * @param streamId the stream's id
 * @param lastActivityAt the time of a message or an event, in microseconds; later ones may not be
 *     recorded yet
 */
public record StreamActivity(String streamId, Instant lastActivityAt) {

  public StreamActivity {
    Ids.require("streamId", streamId);
    lastActivityAt = SortableTime.stored(lastActivityAt);
  }

  /** {@return a key that sorts streams by last activity, then by id} */
  public String sortKey() {
    return SortableTime.key(lastActivityAt, streamId);
  }
}
