package com.example.store;

import io.spillway.AlertRules;
import io.spillway.FanOut;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.wire.EventPayload;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;

/** Receives events from a queue and counts them, with a custom event log in files. */
public final class Site {

  /** In-memory stores with a custom event log. */
  private record OwnStores(Stores memory, EventLog events) implements Stores {
    @Override
    public StatsStore stats() {
      return memory.stats();
    }

    @Override
    public AlertStore alerts() {
      return memory.alerts();
    }

    @Override
    public DeadLetterLedger deadLetters() {
      return memory.deadLetters();
    }

    @Override
    public RedriveJobStore redrives() {
      return memory.redrives();
    }
  }

  public static void main(String[] args) throws IOException {
    FileEventLog history = new FileEventLog(Files.createTempDirectory("site"));
    Stores stores = new OwnStores(InMemoryStores.create(), history);
    FanOut fanOut =
        FanOut.builder()
            .standardActivities(AlertRules.STANDARD, null)
            .stores(stores)
            .reader(arrival -> EventPayload.read(arrival.payload()).draft())
            .build();

    WorkQueue queue = new InMemoryWorkQueue("events", InstantSource.system());
    send(queue, "{'type':'follow','streamId':'demo','actor':'ann','eventId':'e-1'}");
    send(queue, "{'type':'raid','streamId':'demo','actor':'cho','eventId':'e-2','viewers':70}");
    send(queue, "{'type':'follow','streamId':'demo'}");
    System.out.println("taken: " + fanOut.consume(queue));

    System.out.println("followers: " + stores.stats().totals("demo").followers());
    history
        .list("demo", PageRequest.first(10))
        .items()
        .forEach(event -> System.out.println("in files: " + event.eventId() + ", " + event.type()));
    fanOut
        .deadLetters()
        .list(DeadLetterFilter.all(), PageRequest.first(10))
        .items()
        .forEach(
            entry -> System.out.println("dead: " + entry.value().letter().failure().message()));
  }

  private static void send(WorkQueue queue, String json) {
    queue.send(Payload.of(json.replace('\'', '"')));
  }
}
