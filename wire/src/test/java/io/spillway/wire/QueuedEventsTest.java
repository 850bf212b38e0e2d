package io.spillway.wire;

import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.ports.event.EventQueue;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.event.EventQueueContract;
import java.time.Duration;
import java.util.List;

class QueuedEventsTest extends EventQueueContract {

  private final WorkQueue queue = new InMemoryWorkQueue("stream-events", new SettableClock());

  @Override
  protected EventQueue newQueue() {
    return new QueuedEvents(queue);
  }

  @Override
  protected List<Published> published() {
    return queue.receive(WorkQueue.MAX_BATCH, Duration.ofSeconds(30)).stream()
        .map(Delivery::payload)
        .map(EventPayload::read)
        .map(read -> new Published(Drafts.event(read.draft()), read.traceParent()))
        .toList();
  }
}
