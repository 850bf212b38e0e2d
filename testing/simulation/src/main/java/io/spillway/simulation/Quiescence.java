package io.spillway.simulation;

import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.notification.NotificationKind;
import io.spillway.ports.notification.NotificationState;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.simulation.SimulatedClassifier.Mood;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** End phase: without faults, time advances until no work is left. */
final class Quiescence {

  /** Upper limit of timer rounds: over two days. */
  private static final int MOST_ROUNDS = 300;

  private static final Duration SHORT = Duration.ofSeconds(61);
  private static final Duration LONG = Duration.ofMinutes(5);

  private static final Set<PendingEffect> PENDING =
      EnumSet.complementOf(EnumSet.of(PendingEffect.NONE));

  private final World world;
  private final Host host;
  private final Operators operators;

  Quiescence(World world, Host host, Operators operators) {
    this.world = world;
    this.host = host;
    this.operators = operators;
  }

  void come() {
    world.ports().mendAll();
    world.backing().classifier().be(Mood.WELL);
    operators.resumeAll();
    settle();
    // Then dead letters are redriven until all events are counted.
    operators.restoreAll();
    for (int again = 0; again < 2; again++) {
      operators.redriveAll("last-" + again);
      settle();
    }
  }

  private void settle() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      boolean moved = work();
      if (!moved && isDone()) {
        return;
      }
      host.allTimers();
      moved |= work();
      world.clock().advance(moved ? SHORT : LONG);
      world.durable().fireTimers();
      if (world.findings().first() != null) {
        return;
      }
    }
    world.findings().broken("the system reaches quiescence, but " + left());
  }

  /** Does all work possible at this moment. */
  private boolean work() {
    boolean moved = false;
    do {
      while (world.durable().waiting() > 0) {
        world.durable().work(0, 0);
        moved = true;
      }
      moved |= host.deliverAll();
    } while (world.durable().waiting() > 0);
    return moved;
  }

  private boolean isDone() {
    return left().isEmpty();
  }

  private String left() {
    var stores = world.stores();
    if (host.queued() > 0) {
      return host.queued() + " are queued";
    }
    if (world.durable().nextTimer().isPresent()) {
      return "a workflow waits";
    }
    if (!stores.violations().pendingEffects(PENDING, null, 1).isEmpty()) {
      return "a decision has a pending effect";
    }
    if (!stores.erasures().pending(1).isEmpty()) {
      return "an erasure is running";
    }
    if (stores.messages().countUnmoderated(1_000) > 0) {
      return "a message is unmoderated";
    }
    if (stores.notifications().count(NotificationKind.ALERT, NotificationState.PENDING, 1_000)
        > 0) {
      return "a notification waits";
    }
    if (!stores.reports().findUncounted(1).isEmpty()) {
      return "a report is uncounted";
    }
    if (count(DeadLetterState.WAITING) + count(DeadLetterState.REDRIVING) > 0) {
      return "an event waits for a retry";
    }
    return stores.redrives().withWork(1).isEmpty() ? "" : "a redrive has work";
  }

  private long count(DeadLetterState state) {
    return world.stores().deadLetters().count(DeadLetterFilter.all().withState(state), 1_000);
  }
}
