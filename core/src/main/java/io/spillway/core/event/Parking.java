package io.spillway.core.event;

import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.event.Arrival;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Parks events behind a dead letter of their stream, to keep the stream's order. Safe for use by
 * many threads.
 */
public interface Parking extends Monitored {

  /** A no-op implementation: parks nothing. */
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
   * Returns an event to its queue if it must wait. Never throws: on failure the event is not
   * parked.
   *
   * @param arrival the delivery
   * @param since the start of the wait; null if the event has not waited yet
   * @param streamId the stream's id
   * @return true if the event is in the queue again, and the delivery can be deleted; false if it
   *     must be processed now. After a failure it may also be in the queue, so processing must be
   *     idempotent
   */
  boolean park(Arrival arrival, @Nullable Instant since, String streamId);
}
