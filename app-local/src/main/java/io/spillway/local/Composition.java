package io.spillway.local;

import io.spillway.adapters.azure.cosmos.CosmosStores;
import io.spillway.adapters.azure.gemini.GeminiClassifier;
import io.spillway.adapters.azure.queue.StorageQueues;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.adapters.inmemory.WordListClassifier;
import io.spillway.adapters.webhook.WebhookAlertChannel;
import io.spillway.adapters.webhook.WebhookSettings;
import io.spillway.core.event.Alerting;
import io.spillway.functions.Adapters;
import io.spillway.functions.Spillway;
import io.spillway.functions.settings.Settings;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.queue.QueueNames;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is set is used, and everything else is in memory, gone when the process ends. */
final class Composition implements AutoCloseable {

  /** Less than the lease of a delivery, and more than a workflow's deadline. */
  private static final Duration LONGEST_WORKFLOW = Duration.ofMinutes(9);

  private static final String FIRST_STREAM = "main";
  private static final Logger LOG = LoggerFactory.getLogger(Composition.class);

  private final InstantSource clock;
  private final Map<String, WorkQueue> queues = new ConcurrentHashMap<>();
  private final Function<String, WorkQueue> newQueue;
  private final @Nullable CosmosStores cosmos;
  private final Spillway spillway;

  Composition(Settings settings, InstantSource clock, String version) {
    this.clock = clock;
    this.cosmos = settings.cosmos() == null ? null : new CosmosStores(settings.cosmos());
    this.newQueue =
        settings.queues() == null
            ? name -> new InMemoryWorkQueue(name, clock)
            : new StorageQueues(settings.queues())::queue;
    DeadLetter.Origin origin = new DeadLetter.Origin("local", version);
    this.spillway =
        Spillway.on(adapters(settings, origin), new AwaitedWorkflowEngine(LONGEST_WORKFLOW));
  }

  Spillway spillway() {
    return spillway;
  }

  /** The queue of this name, made when it is first asked for. */
  WorkQueue queue(String name) {
    return queues.computeIfAbsent(name, newQueue);
  }

  /**
   * Connects to what is far away, which takes seconds the first time, so that no caller has to wait
   * for it. What cannot be reached now may be reached later: its health says so.
   */
  void connect() {
    tryOnce(() -> spillway.adapters().stats().totals(FIRST_STREAM));
    tryOnce(() -> queue(QueueNames.STREAM_EVENTS).approximateCount());
    tryOnce(() -> queue(QueueNames.DEAD_LETTERS).approximateCount());
  }

  private static void tryOnce(Runnable call) {
    try {
      call.run();
    } catch (PortException e) {
      LOG.warn("cannot be reached yet: {}", e.failure().code());
    }
  }

  @Override
  public void close() {
    if (cosmos != null) {
      cosmos.close();
    }
  }

  private Adapters adapters(Settings settings, DeadLetter.Origin origin) {
    Stores stores = cosmos == null ? Stores.inMemory(clock) : Stores.in(cosmos);
    return new Adapters(
        stores.messages(),
        stores.violations(),
        classifier(settings),
        stores.events(),
        stores.stats(),
        new Alerting(settings.alerts().rules(), stores.alerts(), alertChannel(settings, stores)),
        stores.deadLetters(),
        stores.policies(),
        queue(QueueNames.STREAM_EVENTS),
        queue(QueueNames.DEAD_LETTERS),
        clock,
        () -> UUID.randomUUID().toString(),
        origin);
  }

  private @Nullable AlertChannel alertChannel(Settings settings, Stores stores) {
    WebhookSettings webhook = settings.alerts().webhook();
    return webhook == null ? null : new WebhookAlertChannel(webhook, stores.alertStops(), clock);
  }

  private ContentClassifier classifier(Settings settings) {
    return settings.gemini() == null
        ? new WordListClassifier()
        : new GeminiClassifier(settings.gemini(), clock);
  }
}
