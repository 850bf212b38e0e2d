package io.spillway.functions.events;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import io.spillway.core.InvalidInputException;
import io.spillway.core.event.EventArrivals;
import io.spillway.functions.Spillway;
import io.spillway.functions.invocation.QueueEntry;
import io.spillway.functions.invocation.Queued;
import io.spillway.functions.invocation.StorageSetting;
import io.spillway.functions.orchestration.EventProcessing;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.queue.QueueNames;
import io.spillway.wire.EventPayload;
import io.spillway.wire.IncomingEvent;
import io.spillway.wire.UnreadablePayloadException;
import java.time.InstantSource;

/**
 * Events off their queue, and those that the host has given up on. The host hands over the text of
 * a message as bytes and decodes nothing, so that no message is kept from its function.
 */
public final class StreamEventFunctions {

  /** Failures of a delivery, for other reasons than an outage, after which it is buried. */
  public static final int MOST_FAULTS = 20;

  private final EventProcessing processing;
  private final AbandonedEvents abandoned;
  private final InstantSource clock;

  public StreamEventFunctions(Spillway spillway) {
    this.processing = spillway.eventProcessing();
    this.abandoned = new AbandonedEvents(spillway);
    this.clock = spillway.adapters().clock();
  }

  @FunctionName("OnStreamEvent")
  public void receive(
      @QueueTrigger(
              name = "payload",
              queueName = QueueNames.STREAM_EVENTS,
              connection = StorageSetting.NAME,
              dataType = "binary")
          byte[] payload,
      @BindingName("Id") String messageId,
      @BindingName("DequeueCount") long dequeueCount,
      @BindingName("InsertionTime") String insertedAt,
      @DurableClientInput(name = "durable") DurableClientContext durable,
      ExecutionContext context) {
    Queued queued =
        Queued.of(QueueNames.STREAM_EVENTS, messageId, dequeueCount, insertedAt, payload);
    QueueEntry.run(context, queued::trace, () -> receiveOrBury(queued, durable));
  }

  @FunctionName("OnPoisonStreamEvent")
  public void abandon(
      @QueueTrigger(
              name = "payload",
              queueName = QueueNames.STREAM_EVENTS_POISON,
              connection = StorageSetting.NAME,
              dataType = "binary")
          byte[] payload,
      @BindingName("Id") String messageId,
      @BindingName("DequeueCount") long dequeueCount,
      @BindingName("InsertionTime") String insertedAt,
      ExecutionContext context) {
    Queued queued =
        Queued.of(QueueNames.STREAM_EVENTS_POISON, messageId, dequeueCount, insertedAt, payload);
    QueueEntry.run(context, queued::trace, () -> abandoned.bury(queued));
  }

  /**
   * The host tries for hours, so that an outage buries nothing. A fault that is no outage would
   * only fail as often, and is buried under the id of its first delivery.
   */
  private void receiveOrBury(Queued queued, DurableClientContext durable) {
    try {
      receive(queued, processing.arrivals(durable));
    } catch (RuntimeException e) {
      boolean isOutage =
          e instanceof PortException port && !port.failure().code().equals(WorkflowEngine.STOPPED);
      if (isOutage || queued.dequeueCount() < MOST_FAULTS) {
        throw e;
      }
      abandoned.bury(queued);
    }
  }

  private void receive(Queued queued, EventArrivals arrivals) {
    IncomingEvent event;
    try {
      ParkedEvent parked = ParkedEvents.read(queued, clock).orElse(null);
      if (parked != null) {
        arrivals.receive(parked, EventPayload.read(parked.arrival().payload()).draft());
        return;
      }
      event = EventPayload.read(queued.payload());
    } catch (UnreadablePayloadException e) {
      arrivals.refuse(queued.unreadable(e, clock), e.failure());
      return;
    } catch (InvalidInputException e) {
      arrivals.refuse(
          queued.refused(clock), Failure.permanent(EventArrivals.INVALID, e.getMessage()));
      return;
    }
    arrivals.receive(queued.arrival(event, clock), event.draft());
  }
}
