package com.example.activity;

import io.spillway.adapters.inmemory.InMemoryAlertStore;
import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.adapters.inmemory.InMemoryEventLog;
import io.spillway.adapters.inmemory.InMemoryStatsStore;
import io.spillway.core.event.Activities;
import io.spillway.AlertRules;
import io.spillway.core.event.InProcessWorkflows;
import io.spillway.RetryPolicy;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.queue.Payload;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ForkJoinPool;

/** Fans events out to stats, alerts, log and a screen of its own, and nothing else of Spillway. */
public final class Overlay {

  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(10), 2, Duration.ofMillis(50), Duration.ofSeconds(10));

  private final InMemoryStatsStore stats = new InMemoryStatsStore(InstantSource.system());
  private final InMemoryDeadLetterQueue deadLetters = new InMemoryDeadLetterQueue();
  private final InProcessWorkflows workflows =
      new InProcessWorkflows(
          Activities.standard(
                  stats, new InMemoryAlertStore(), AlertRules.STANDARD, new InMemoryEventLog())
              .and(new ScreenActivity()),
          deadLetters,
          QUICK,
          new DeadLetter.Origin("overlay", "1"),
          InstantSource.system(),
          ForkJoinPool.commonPool(),
          pause -> Thread.sleep(pause.toMillis()));

  public static void main(String[] args) {
    Overlay overlay = new Overlay();
    overlay.happened("e-1", "ann", new EventDetail.Follow());
    overlay.happened("e-1", "ann", new EventDetail.Follow());
    overlay.happened("e-2", "bob", new EventDetail.Raid(500));
    var totals = overlay.stats.totals("demo");
    System.out.println("counted: " + totals.followers() + " follower, " + totals.count(EventType.RAID) + " raid");
    for (DeadLetter letter : overlay.deadLetters.letters()) {
      System.out.println("dead: " + letter.eventId() + ", " + letter.failure().code());
    }
  }

  /** Returns when the event has been through every activity, or is a dead letter. */
  private void happened(String eventId, String actor, EventDetail detail) {
    StreamEvent event = new StreamEvent("demo", eventId, actor, Instant.now(), detail);
    Arrival arrival = Arrival.of("direct", eventId, Instant.now(), Payload.of("{}"));
    WorkflowRequest request = new WorkflowRequest(event, arrival, 0);
    workflows.start(request);
    workflows
        .status(request.workflowId())
        .ifPresent(status -> System.out.println(eventId + ": " + status.state()));
  }
}
