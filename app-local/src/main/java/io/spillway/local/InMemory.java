package io.spillway.local;

import io.spillway.adapters.inmemory.InMemoryAlertStore;
import io.spillway.adapters.inmemory.InMemoryDeadLetterLedger;
import io.spillway.adapters.inmemory.InMemoryEventLog;
import io.spillway.adapters.inmemory.InMemoryMessageStore;
import io.spillway.adapters.inmemory.InMemoryStatsStore;
import io.spillway.adapters.inmemory.InMemoryViolationStore;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.adapters.inmemory.WordListClassifier;
import io.spillway.core.event.InProcessWorkflows;
import io.spillway.core.event.RetryPolicy;
import io.spillway.functions.Adapters;
import io.spillway.functions.Spillway;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.queue.QueueNames;
import io.spillway.ports.queue.WorkQueue;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Everything on adapters in memory: nothing to install, and gone when the process ends. */
final class InMemory {

  /** Activities that run at once, beyond those that run on their delivery's own thread. */
  private static final int FAN_OUT_THREADS = 48;

  private final InstantSource clock;
  private final DeadLetter.Origin origin;
  private final Map<String, WorkQueue> queues = new ConcurrentHashMap<>();
  private final Spillway spillway;

  InMemory(InstantSource clock, String version) {
    this.clock = clock;
    this.origin = new DeadLetter.Origin("local", version);
    this.spillway =
        Spillway.on(
            adapters(),
            (activities, deadLetters) ->
                new InProcessWorkflows(
                    activities,
                    deadLetters,
                    RetryPolicy.STANDARD,
                    origin,
                    clock,
                    fanOutThreads(),
                    pause -> Thread.sleep(pause.toMillis())));
  }

  Spillway spillway() {
    return spillway;
  }

  /** The queue of this name, made when it is first asked for. */
  WorkQueue queue(String name) {
    return queues.computeIfAbsent(name, absent -> new InMemoryWorkQueue(name, clock));
  }

  private Adapters adapters() {
    return new Adapters(
        new InMemoryMessageStore(),
        new InMemoryViolationStore(),
        new WordListClassifier(),
        new InMemoryEventLog(),
        new InMemoryStatsStore(clock),
        new InMemoryAlertStore(),
        new InMemoryDeadLetterLedger(),
        queue(QueueNames.STREAM_EVENTS),
        queue(QueueNames.DEAD_LETTERS),
        clock,
        () -> UUID.randomUUID().toString(),
        origin);
  }

  /** What finds no thread free runs on the thread that asks for it. */
  private static Executor fanOutThreads() {
    return new ThreadPoolExecutor(
        0,
        FAN_OUT_THREADS,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "activity");
          thread.setDaemon(true);
          return thread;
        });
  }
}
