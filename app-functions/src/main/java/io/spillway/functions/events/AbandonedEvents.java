package io.spillway.functions.events;

import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.event.EventArrivals;
import io.spillway.functions.invocation.QueueMessage;
import java.time.InstantSource;

/** Buries events that were delivered again and again in vain, as {@link EventArrivals#POISON}. */
public final class AbandonedEvents {

  private final RejectedArrivals office;
  private final InstantSource clock;

  /**
   * Abandoned events.
   *
   * @param office buries them
   * @param clock the clock for a delivery whose own time cannot be read
   */
  public AbandonedEvents(RejectedArrivals office, InstantSource clock) {
    this.office = office;
    this.clock = clock;
  }

  /** When this returns, the event is a dead letter and its delivery may be forgotten. */
  public void enqueue(QueueMessage queued) {
    ReadDelivery read = ReadDelivery.of(queued, clock);
    office.refuse(read.arrival(), read.streamId(), EventArrivals.poison());
  }
}
