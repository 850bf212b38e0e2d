package io.spillway.functions.events;

import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.deadletter.Rejection;
import io.spillway.core.event.EventArrivals;
import io.spillway.functions.invocation.QueueMessage;
import io.spillway.ports.event.EventDraft;
import java.time.InstantSource;

/** Dead-letters events whose deliveries failed too often, as {@link EventArrivals#POISON}. */
public final class AbandonedEvents {

  private final RejectedArrivals rejected;
  private final InstantSource clock;

  /**
   * @param rejected the dead-lettering of rejected arrivals
   * @param clock the time of arrival if a delivery's own time is unreadable
   */
  public AbandonedEvents(RejectedArrivals rejected, InstantSource clock) {
    this.rejected = rejected;
    this.clock = clock;
  }

  /** Dead-letters an event. On return the dead letter is queued and the delivery may be deleted. */
  public void enqueue(QueueMessage queued) {
    ReadDelivery read = ReadDelivery.of(queued, clock);
    EventDraft unnamed = read instanceof ReadDelivery.Sent sent ? sent.draft() : null;
    rejected.refuse(read.arrival(), read.event(), Rejection.of(EventArrivals.poison(unnamed)));
  }
}
