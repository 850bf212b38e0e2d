package com.example.activity;

import io.spillway.FanOut;
import io.spillway.RetryPolicy;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.ports.PageRequest;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.StreamEvent;
import java.time.Duration;
import java.time.Instant;

/**
 * Fans events out to a screen and a CRM, and redrives events that failed in the CRM. Without the
 * redrive {@link FanOut#runMaintenance()} would retry them.
 */
public final class Overlay {

  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(10), 2, Duration.ofMillis(50), Duration.ofSeconds(10));

  public static void main(String[] args) {
    Crm crm = new Crm();
    FanOut fanOut =
        FanOut.builder()
            .activity(new ScreenActivity())
            .activity("crm", crm::note)
            .retry(QUICK)
            .stores(InMemoryStores.create())
            .build();

    publish(fanOut, "e-1", "ann");
    publish(fanOut, "e-1", "ann");
    crm.isAway = true;
    publish(fanOut, "e-2", "bob");
    crm.isAway = false;

    fanOut
        .deadLetters()
        .list(DeadLetterFilter.all(), PageRequest.first(10))
        .items()
        .forEach(
            letter -> {
              String id = letter.value().id();
              String failure = letter.value().letter().failure().code();
              System.out.println(letter.value().state() + ": " + id + ", " + failure);
              var redrive = fanOut.deadLetters().redrive(id, "the CRM is back", "mia");
              System.out.println("redriven: " + redrive.progress().succeeded());
            });
    System.out.println("the CRM knows " + crm.fans);
  }

  private static void publish(FanOut fanOut, String eventId, String actor) {
    StreamEvent event =
        new StreamEvent("demo", eventId, actor, Instant.now(), new EventDetail.Follow());
    System.out.println(eventId + ": " + fanOut.publish(event).state());
  }
}
