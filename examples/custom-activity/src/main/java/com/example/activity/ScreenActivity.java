package com.example.activity;

import io.spillway.Activity;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.event.StreamEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Shows events on an unreliable screen: the first attempt of each event fails. */
final class ScreenActivity implements Activity {

  private final Set<String> tried = ConcurrentHashMap.newKeySet();
  private final Set<String> shown = ConcurrentHashMap.newKeySet();

  @Override
  public String name() {
    return "screen";
  }

  @Override
  public void run(StreamEvent event) {
    if (tried.add(event.eventId())) {
      throw new PortException(Failure.transientFailure("screen.unavailable", "still starting"));
    }
    // An activity may run twice for one event; the event's id makes it idempotent.
    if (shown.add(event.eventId())) {
      System.out.println("screen: " + event.type() + " by " + event.actor());
    }
  }
}
