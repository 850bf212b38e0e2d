package io.spillway.functions;

import io.spillway.adapters.azure.cosmos.CosmosStores;
import io.spillway.adapters.azure.gemini.GeminiClassifier;
import io.spillway.adapters.azure.queue.StorageQueues;
import io.spillway.adapters.azure.telemetry.OpenTelemetryCounters;
import io.spillway.adapters.webhook.WebhookAlertChannel;
import io.spillway.adapters.webhook.WebhookDeadLetterChannel;
import io.spillway.adapters.webhook.WebhookSettings;
import io.spillway.functions.access.Callers;
import io.spillway.functions.http.Origins;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.functions.settings.AlertSettings;
import io.spillway.functions.settings.NotificationSettings;
import io.spillway.functions.settings.Settings;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.notification.DeadLetterChannel;
import io.spillway.ports.queue.QueueNames;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Composition root: builds the application from settings, with substitutes for parts that are not
 * set. Opens no connection: each client is created on first use.
 */
public final class Composition implements AutoCloseable {

  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Map<String, WorkQueue> queues = new ConcurrentHashMap<>();
  private final Function<String, WorkQueue> newQueue;
  private final @Nullable CosmosStores cosmos;
  private final Adapters adapters;
  private final WorkflowEngine engine;
  private final Origins origins;

  /**
   * @param origin the host and the build's version, for the evidence of dead letters
   */
  public Composition(
      Settings settings,
      Substitutes substitutes,
      WorkflowEngine engine,
      InstantSource clock,
      DeadLetter.Origin origin) {
    this.cosmos = settings.cosmos() == null ? null : new CosmosStores(settings.cosmos());
    this.newQueue =
        settings.queues() == null
            ? substitutes::queue
            : new StorageQueues(settings.queues())::queue;
    Stores stores = cosmos == null ? substitutes.stores() : cosmos;
    ContentClassifier classifier =
        settings.gemini() == null
            ? substitutes.classifier()
            : new GeminiClassifier(settings.gemini(), clock);
    this.adapters = adapters(stores, classifier, settings, clock, origin);
    this.engine = engine;
    this.origins = settings.origins();
  }

  public Adapters adapters() {
    return adapters;
  }

  /** Returns the application for these callers. */
  public Spillway spillway(Callers callers) {
    return new Spillway(
        adapters,
        engine,
        callers,
        OpenTelemetryCounters::global,
        ForkJoinPool.commonPool(),
        senders(),
        origins);
  }

  /** Returns two threads that end when idle: a receiver that hangs delays no other work. */
  private static Executor senders() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            2,
            2,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "spillway-notifications");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Returns the queue of this name, created on first use. */
  public WorkQueue queue(String name) {
    return queues.computeIfAbsent(name, newQueue);
  }

  @Override
  public void close() {
    if (cosmos != null) {
      cosmos.close();
    }
  }

  private static @Nullable AlertChannel alertChannel(
      AlertSettings settings, Stores stores, InstantSource clock) {
    WebhookSettings webhook = settings.webhook();
    return webhook == null ? null : new WebhookAlertChannel(webhook, stores.alertStops(), clock);
  }

  private static @Nullable DeadLetterChannel deadLetterChannel(
      NotificationSettings settings, Stores stores, InstantSource clock) {
    WebhookSettings webhook = settings.deadLetters();
    return webhook == null
        ? null
        : new WebhookDeadLetterChannel(webhook, stores.alertStops(), clock);
  }

  private Adapters adapters(
      Stores stores,
      ContentClassifier classifier,
      Settings settings,
      InstantSource clock,
      DeadLetter.Origin origin) {
    return new Adapters(
        stores,
        classifier,
        settings.alerts().rules(),
        alertChannel(settings.alerts(), stores, clock),
        deadLetterChannel(settings.notifications(), stores, clock),
        settings.notifications().rules(),
        queue(QueueNames.STREAM_EVENTS),
        queue(QueueNames.DEAD_LETTERS),
        queue(QueueNames.STREAM_EVENTS_POISON),
        queue(QueueNames.DEAD_LETTERS_POISON),
        settings.parking(),
        settings.retries(),
        settings.workflowRetention(),
        clock,
        pause -> Thread.sleep(pause.toMillis()),
        () -> UUID.randomUUID().toString(),
        origin,
        settings.sources().all());
  }
}
