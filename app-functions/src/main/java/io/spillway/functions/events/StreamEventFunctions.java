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
 * Events off their queue, and those that the host has given up on. The host hands over the text of
 * a message as bytes and decodes nothing, so that no message is kept from its function.
 */
public final class StreamEventFunctions {

  /** Failures of a delivery, for other reasons than an outage, after which it is buried. */
  public static final int MOST_FAULTS = 20;

  private final EventProcessing processing;
  private final AbandonedEvents abandoned;
  private final InstantSource clock;

  public StreamEventFunctions(EventProcessing processing, InstantSource clock) {
    this.processing = processing;
    this.abandoned = new AbandonedEvents(processing.office(), clock);
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
   * The host tries for hours, so that an outage buries nothing. A fault that is no outage would
   * only fail as often, and is buried under the id of its first delivery.
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
      arrivals.refuse(refused.arrival(), refused.failure());
    }
  }
}
