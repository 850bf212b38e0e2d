package io.spillway.functions.events;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import io.spillway.core.event.EventArrivals;
import io.spillway.functions.invocation.QueueEntry;
import io.spillway.functions.invocation.QueueMessage;
import io.spillway.functions.invocation.StorageSetting;
import io.spillway.functions.orchestration.EventProcessing;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.ports.PortException;
import io.spillway.ports.queue.QueueNames;
import java.time.InstantSource;

/**
 * Queue triggers for events, delivered and poisoned. The host passes a message's text as bytes,
 * without decoding, so that every message reaches its function.
 */
public final class StreamEventFunctions {

  /**
   * Maximum number of failed deliveries, other than by an outage, before an event is dead-lettered.
   */
  public static final int MOST_FAULTS = 20;

  private final EventProcessing processing;
  private final AbandonedEvents abandoned;
  private final InstantSource clock;

  public StreamEventFunctions(EventProcessing processing, InstantSource clock) {
    this.processing = processing;
    this.abandoned = new AbandonedEvents(processing.rejected(), clock);
    this.clock = clock;
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
    QueueEntry.run(
        context,
        QueueMessage.of(QueueNames.STREAM_EVENTS, messageId, dequeueCount, insertedAt, payload),
        queued -> receiveOrDeadLetter(queued, durable));
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
    QueueEntry.run(
        context,
        QueueMessage.of(
            QueueNames.STREAM_EVENTS_POISON, messageId, dequeueCount, insertedAt, payload),
        abandoned::enqueue);
  }

  /**
   * Receives an event, or dead-letters it after too many faults. The host retries for hours, so
   * that an outage dead-letters nothing. A fault that is no outage would fail each time; its dead
   * letter gets the id of the first delivery.
   */
  private void receiveOrDeadLetter(QueueMessage queued, DurableClientContext durable) {
    try {
      receive(queued, processing.arrivals(durable));
    } catch (RuntimeException e) {
      boolean isOutage =
          e instanceof PortException port && !port.failure().code().equals(WorkflowEngine.STOPPED);
      if (isOutage || queued.dequeueCount() < MOST_FAULTS) {
        throw e;
      }
      abandoned.enqueue(queued);
    }
  }

  private void receive(QueueMessage queued, EventArrivals arrivals) {
    ReadDelivery read = ReadDelivery.of(queued, clock);
    if (read instanceof ReadDelivery.Parked waited) {
      arrivals.receive(waited.parked(), waited.draft());
    } else if (read instanceof ReadDelivery.Sent sent) {
      arrivals.receive(sent.arrival(), sent.draft());
    } else if (read instanceof ReadDelivery.Refused refused) {
      arrivals.refuse(refused.arrival(), refused.event(), refused.rejection());
    }
  }
}
