package io.spillway.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.functions.deadletters.DeadLetterFunctions;
import io.spillway.functions.events.StreamEventFunctions;
import io.spillway.functions.operations.MaintenanceFunctions;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.wire.QueueText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Simulated host: delivers queues at least once and in any order, moves messages to poison queues
 * after too many attempts, and fires timers.
 */
final class Host {

  private static final Duration LEASE = Duration.ofMinutes(10);

  /** Fewer than on Azure, with the same guarantees. */
  static final int MOST_TRIES = 5;

  private static final int BATCH = 8;

  /** Index of the dead-letter queue. */
  static final int DEAD_LETTERS = 1;

  /** Index of the poison queue of dead letters. */
  static final int POISON_LETTERS = 3;

  /** Number of queues. */
  static final int QUEUES = 4;

  private static final String[] PARTS = {
    "SettleDecisions",
    "RecheckUnmoderated",
    "WatchUnmoderated",
    "EraseAuthors",
    "WatchPoisonQueues",
    "AdvanceRedrives",
    "RetryEvents",
    "SendAlerts"
  };

  private static final int SWEEPS = 5;
  private static final int MOST_WORK = 40;

  private final World world;
  private final List<WorkQueue> queues;
  private final Map<WorkQueue, List<Delivery>> inHand = new HashMap<>();

  Host(World world) {
    this.world = world;
    SharedState backing = world.backing();
    queues =
        List.of(backing.events(), backing.deadLetters(), backing.poison(), backing.poisonLetters());
  }

  /** Delivers any received message, which may be so old that it was redelivered elsewhere. */
  void deliver(ScriptStep step) {
    WorkQueue queue = queues.get(step.a() % queues.size());
    deliver(queue, step.a(), step.process(), step.b() == 0);
  }

  private boolean deliver(WorkQueue queue, int which, int process, boolean forgetsToDelete) {
    List<Delivery> deliveries = inHand.computeIfAbsent(queue, none -> new ArrayList<>());
    if (deliveries.isEmpty()) {
      deliveries.addAll(queue.receive(BATCH, LEASE));
    }
    if (deliveries.isEmpty()) {
      return false;
    }
    Delivery delivery = deliveries.remove(which % deliveries.size());
    WorkQueue givenUp = poisonOf(queue);
    if (delivery.dequeueCount() <= MOST_TRIES) {
      SimulatedProcess before = world.process(process);
      if (call(queue, delivery, process)) {
        if (!forgetsToDelete) {
          var unused = queue.delete(delivery);
        }
        return true;
      }
      if (!before.isAlive()) {
        return true; // Redelivered when its lease is over.
      }
    }
    if (givenUp == null) {
      return true; // Hidden until its lease is over; after the last attempt only a timer helps.
    }
    if (delivery.dequeueCount() >= MOST_TRIES) {
      givenUp.send(delivery.payload());
      if (!forgetsToDelete) {
        var unused = queue.delete(delivery);
      }
    } else {
      var unused = queue.release(delivery, Duration.ofSeconds(1));
    }
    return true;
  }

  private @Nullable WorkQueue poisonOf(WorkQueue queue) {
    SharedState backing = world.backing();
    if (queue == backing.events()) {
      return backing.poison();
    }
    return queue == backing.deadLetters() ? backing.poisonLetters() : null;
  }

  private boolean call(WorkQueue queue, Delivery delivery, int process) {
    byte[] payload = QueueText.encode(delivery.payload()).getBytes(UTF_8);
    String id = delivery.messageId();
    int count = delivery.dequeueCount();
    String at = delivery.insertedAt().toString();
    SimulatedProcess runner = world.process(process);
    var durable = world.durable().context();
    if (queue == world.backing().deadLetters() || queue == world.backing().poisonLetters()) {
      DeadLetterFunctions function = runner.function(DeadLetterFunctions.class);
      return queue == world.backing().deadLetters()
          ? world.trigger(
              process, "OnDeadLetter", context -> function.enter(payload, id, count, at, context))
          : world.trigger(
              process,
              "OnPoisonDeadLetter",
              context -> function.rescue(payload, id, count, at, context));
    }
    StreamEventFunctions function = runner.function(StreamEventFunctions.class);
    return queue == world.backing().events()
        ? world.trigger(
            process,
            "OnStreamEvent",
            context -> function.receive(payload, id, count, at, durable, context))
        : world.trigger(
            process,
            "OnPoisonStreamEvent",
            context -> function.abandon(payload, id, count, at, context));
  }

  /** Delivers all visible messages; returns whether there were any. */
  boolean deliverAll() {
    boolean any = false;
    for (WorkQueue queue : queues) {
      while (deliver(queue, 0, 0, false)) {
        any = true;
      }
    }
    return any;
  }

  /** Delivers events and advances workflows for a while, including their pauses. */
  void workOff(ScriptStep step) {
    for (int delivered = step.b() / 2; delivered > 0; delivered--) {
      var unused = deliver(world.backing().events(), step.a(), step.process(), false);
    }
    Durable durable = world.durable();
    for (int done = 0; done < MOST_WORK; done++) {
      if (durable.waiting() == 0 && durable.nextTimer().isPresent()) {
        Instant due = durable.nextTimer().get().plusMillis(2);
        world.clock().set(due.isAfter(world.clock().instant()) ? due : world.clock().instant());
        durable.fireTimers();
      }
      durable.work(step.a(), step.process());
    }
  }

  /** Returns the number of queued messages, including hidden and received ones. */
  long queued() {
    return queues.stream().mapToLong(WorkQueue::approximateCount).sum();
  }

  /** Runs the timers for messages and violations. */
  void sweep(ScriptStep step) {
    var unused = timer(step.a() % SWEEPS, step.process());
  }

  /** Runs the timers for redrives, automatic retries and alerts. */
  void advance(ScriptStep step) {
    for (int timer = SWEEPS; timer < PARTS.length; timer++) {
      var unused = timer(timer, step.process());
    }
  }

  void allTimers() {
    for (int timer = 0; timer < PARTS.length; timer++) {
      var unused = timer(timer, 0);
    }
  }

  private boolean timer(int which, int process) {
    MaintenanceFunctions maintenance = world.process(process).function(MaintenanceFunctions.class);
    var durable = world.durable().context();
    return world.trigger(
        process, "RunMaintenance", context -> maintenance.runPart(PARTS[which], durable, context));
  }
}
