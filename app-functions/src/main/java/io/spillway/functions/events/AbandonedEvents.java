package io.spillway.functions.events;

import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.event.EventArrivals;
import io.spillway.functions.invocation.QueueMessage;
import java.time.InstantSource;

/** Dead-letters events whose deliveries failed too often, as {@link EventArrivals#POISON}. */
public final class AbandonedEvents {

  private final RejectedArrivals office;
  private final InstantSource clock;

  /**
   * @param office the dead-lettering of rejected arrivals
   * @param clock the time of arrival if a delivery's own time is unreadable
   */
  public AbandonedEvents(RejectedArrivals office, InstantSource clock) {
    this.office = office;
    this.clock = clock;
  }

  /** Dead-letters an event. On return the dead letter is queued and the delivery may be deleted. */
  public void enqueue(QueueMessage queued) {
    ReadDelivery read = ReadDelivery.of(queued, clock);
    office.refuse(read.arrival(), read.streamId(), EventArrivals.poison());
  }
}
