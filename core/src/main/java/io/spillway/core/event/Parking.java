package io.spillway.core.event;

import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.event.Arrival;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Has events wait behind a dead letter of their stream. Safe for use by many threads. */
public interface Parking extends Monitored {

  /** Nobody waits, and nobody is asked. */
  Parking OFF =
      new Parking() {
        @Override
        public boolean park(Arrival arrival, @Nullable Instant since, String streamId) {
          return false;
        }

        @Override
        public Health health() {
          return Health.up("off");
        }
      };

  /**
   * Puts an event back into its queue if it has to wait. Never throws: an event that cannot wait
   * does not.
   *
   * @param arrival how it came in
   * @param since when it was first put back; null when it has not waited yet
   * @param streamId id of its stream
   * @return whether it is in the queue again, and the delivery may be forgotten; false when the
   *     event is to go on now. It may be in the queue then as well, after a failure, so going on
   *     twice must be safe
   */
  boolean park(Arrival arrival, @Nullable Instant since, String streamId);
}
