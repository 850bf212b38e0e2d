package com.example.store;

import io.spillway.adapters.inmemory.InMemoryAlertStore;
import io.spillway.adapters.inmemory.InMemoryDeadLetterLedger;
import io.spillway.adapters.inmemory.InMemoryMessageStore;
import io.spillway.adapters.inmemory.InMemoryStatsStore;
import io.spillway.adapters.inmemory.InMemoryViolationStore;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.adapters.inmemory.WordListClassifier;
import io.spillway.core.deadletter.DeadLetterDrain;
import io.spillway.core.deadletter.DeadLetterOffice;
import io.spillway.core.event.Activities;
import io.spillway.AlertRules;
import io.spillway.core.event.EventArrivals;
import io.spillway.core.event.InProcessWorkflows;
import io.spillway.RetryPolicy;
import io.spillway.MessageDraft;
import io.spillway.core.message.MessageIntake;
import io.spillway.Receipt;
import io.spillway.core.moderation.TextModeration;
import io.spillway.Policy;
import io.spillway.ports.PageRequest;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.wire.DeadLetterPayload;
import io.spillway.wire.EventPayload;
import io.spillway.wire.IncomingEvent;
import io.spillway.wire.QueuedDeadLetters;
import io.spillway.wire.UnreadablePayloadException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;

/** Messages, events and dead letters; the history of events is in files. */
public final class Site {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final DeadLetter.Origin ORIGIN = new DeadLetter.Origin("site", "1");
  private static final Duration VISIBILITY = Duration.ofMinutes(1);

  private final FileEventLog history;
  private final WorkQueue events = new InMemoryWorkQueue("events", CLOCK);
  private final WorkQueue burials = new InMemoryWorkQueue("dead-letters", CLOCK);
  private final InMemoryDeadLetterLedger ledger = new InMemoryDeadLetterLedger();
  private final EventArrivals arrivals;
  private final MessageIntake messages =
      new MessageIntake(
          new InMemoryMessageStore(),
          new InMemoryViolationStore(),
          new TextModeration(new WordListClassifier(), streamId -> Policy.standard()),
          CLOCK,
          () -> UUID.randomUUID().toString());

  private Site(FileEventLog history) {
    this.history = history;
    var deadLetters = new QueuedDeadLetters(burials);
    var activities =
        Activities.standard(
            new InMemoryStatsStore(CLOCK), new InMemoryAlertStore(), AlertRules.STANDARD, history);
    var workflows =
        new InProcessWorkflows(
            activities,
            deadLetters,
            RetryPolicy.STANDARD,
            ORIGIN,
            CLOCK,
            ForkJoinPool.commonPool(),
            pause -> Thread.sleep(pause.toMillis()));
    arrivals = new EventArrivals(workflows, new DeadLetterOffice(deadLetters, ORIGIN, CLOCK));
  }

  public static void main(String[] args) throws IOException {
    Site site = new Site(new FileEventLog(Files.createTempDirectory("site")));
    site.say("ann", "what a save!");
    site.say("bob", "i will kill you");
    site.queue("{'type':'follow','streamId':'demo','actor':'ann','eventId':'e-1'}");
    site.queue("{'type':'raid','streamId':'demo','actor':'cho','eventId':'e-2','viewers':70}");
    site.queue("{'type':'follow','streamId':'demo'}");
    site.takeInEvents();
    site.drainDeadLetters();
    site.report();
  }

  private void say(String author, String text) {
    Receipt receipt = messages.accept(new MessageDraft("demo", null, author, text));
    System.out.println(author + ": " + receipt.getClass().getSimpleName());
  }

  private void queue(String json) {
    events.send(Payload.of(json.replace('\'', '"')));
  }

  /**
   * What a queue's consumer does. A delivery is deleted last: a crash before that loses nothing.
   */
  private void takeInEvents() {
    for (Delivery delivery : events.receive(WorkQueue.MAX_BATCH, VISIBILITY)) {
      Arrival arrival =
          Arrival.of(
                  events.name(),
                  delivery.messageId(),
                  delivery.insertedAt(),
                  delivery.payload())
              .withDequeueCount(delivery.dequeueCount())
              .withContentType(EventPayload.PLAIN_JSON)
              .withTraceParent(EventPayload.traceParent(delivery.payload()));
      try {
        IncomingEvent event = EventPayload.read(delivery.payload());
        arrivals.receive(arrival, event.draft());
      } catch (UnreadablePayloadException e) {
        arrivals.refuse(arrival, e.failure());
      }
      events.delete(delivery);
    }
  }

  /** Takes what was given up on to where people read it. */
  private void drainDeadLetters() {
    DeadLetterDrain drain = new DeadLetterDrain(ledger, burials);
    for (Delivery delivery : burials.receive(WorkQueue.MAX_BATCH, VISIBILITY)) {
      drain.enter(DeadLetterPayload.read(delivery.payload()), delivery.payload());
      burials.delete(delivery);
    }
  }

  private void report() {
    history
        .list("demo", PageRequest.first(10))
        .items()
        .forEach(event -> System.out.println("in files: " + event.eventId() + ", " + event.type()));
    ledger
        .list(DeadLetterFilter.all(), PageRequest.first(10))
        .items()
        .forEach(
            entry -> System.out.println("dead: " + entry.value().letter().failure().message()));
  }
}
