package io.spillway.functions;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import io.spillway.core.event.EventArrivals;
import io.spillway.functions.entry.QueueEntry;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.QueueNames;
import io.spillway.wire.EventPayload;
import io.spillway.wire.IncomingEvent;
import io.spillway.wire.ParkedEventPayload;
import io.spillway.wire.UnreadablePayloadException;
import java.time.InstantSource;

/** Events off their queue, and those that the host has given up on. Bytes, so that none is lost. */
public final class StreamEventFunctions {

  private final EventProcessing processing;
  private final InstantSource clock;

  public StreamEventFunctions(Spillway spillway) {
    this.processing = spillway.eventProcessing();
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
        new Queued(
            QueueNames.STREAM_EVENTS, messageId, dequeueCount, insertedAt, Payload.of(payload));
    QueueEntry.run(context, queued::trace, () -> receive(queued, processing.arrivals(durable)));
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
      @DurableClientInput(name = "durable") DurableClientContext durable,
      ExecutionContext context) {
    Queued queued =
        new Queued(
            QueueNames.STREAM_EVENTS_POISON,
            messageId,
            dequeueCount,
            insertedAt,
            Payload.of(payload));
    QueueEntry.run(context, queued::trace, () -> abandon(queued, processing.arrivals(durable)));
  }

  private void receive(Queued queued, EventArrivals arrivals) {
    IncomingEvent event;
    try {
      ParkedEvent parked = ParkedEventPayload.read(queued.payload()).orElse(null);
      if (parked != null) {
        arrivals.receive(parked, EventPayload.read(parked.arrival().payload()).draft());
        return;
      }
      event = EventPayload.read(queued.payload());
    } catch (UnreadablePayloadException e) {
      arrivals.refuse(queued.unreadable(e, clock), e.failure());
      return;
    }
    arrivals.receive(queued.arrival(event, clock), event.draft());
  }

  private void abandon(Queued queued, EventArrivals arrivals) {
    IncomingEvent event;
    try {
      ParkedEvent parked = ParkedEventPayload.read(queued.payload()).orElse(null);
      if (parked != null) {
        Arrival first = parked.arrival();
        arrivals.abandon(first, EventPayload.read(first.payload()).draft().streamId());
        return;
      }
      event = EventPayload.read(queued.payload());
    } catch (UnreadablePayloadException e) {
      arrivals.abandon(queued.unreadable(e, clock), null);
      return;
    }
    Arrival arrival = queued.arrival(event, clock);
    arrivals.abandon(arrival, event.draft().streamId());
  }
}
