package io.spillway.simulation;

import io.spillway.adapters.inmemory.InMemoryAlertChannel;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.queue.QueueNames;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testkit.SettableClock;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * State that survives all processes: stores, and the mutations of processes.
 *
 * @param wire the connection to the stores, if faults are injected there and not at the ports
 */
record SharedState(
    SettableClock clock,
    Stores stores,
    SimulatedClassifier classifier,
    InMemoryAlertChannel alertChannel,
    WorkQueue events,
    WorkQueue poison,
    WorkQueue deadLetters,
    WorkQueue poisonLetters,
    AtomicInteger ids,
    SystemMutations quirks,
    @Nullable Wire wire,
    Runnable whenClosed)
    implements AutoCloseable {

  static SharedState inMemory(SettableClock clock) {
    return of(clock, InMemoryStores.create(Retention.STANDARD, clock));
  }

  static SharedState of(SettableClock clock, Stores stores) {
    return of(clock, stores, null, () -> {});
  }

  static SharedState of(
      SettableClock clock, Stores stores, @Nullable Wire wire, Runnable whenClosed) {
    return new SharedState(
        clock,
        stores,
        new SimulatedClassifier(clock),
        new InMemoryAlertChannel(),
        new InMemoryWorkQueue(QueueNames.STREAM_EVENTS, clock),
        new InMemoryWorkQueue(QueueNames.STREAM_EVENTS_POISON, clock),
        new InMemoryWorkQueue(QueueNames.DEAD_LETTERS, clock),
        new InMemoryWorkQueue(QueueNames.DEAD_LETTERS_POISON, clock),
        new AtomicInteger(),
        SystemMutations.NONE,
        wire,
        whenClosed);
  }

  SharedState with(SystemMutations others) {
    return with(others, events, poisonLetters);
  }

  SharedState withEvents(WorkQueue others) {
    return with(quirks, others, poisonLetters);
  }

  SharedState withPoisonLetters(WorkQueue others) {
    return with(quirks, events, others);
  }

  private SharedState with(
      SystemMutations otherQuirks, WorkQueue otherEvents, WorkQueue otherPoison) {
    return new SharedState(
        clock,
        stores,
        classifier,
        alertChannel,
        otherEvents,
        poison,
        deadLetters,
        otherPoison,
        ids,
        otherQuirks,
        wire,
        whenClosed);
  }

  String newId() {
    return "new-" + ids.incrementAndGet();
  }

  @Override
  public void close() {
    whenClosed.run();
  }
}
