package io.spillway.functions;

import static io.spillway.functions.operations.Cadence.EVERY_FIVE_MINUTES;
import static io.spillway.functions.operations.Cadence.EVERY_MINUTE;
import static io.spillway.functions.operations.Cadence.NIGHTLY;

import com.microsoft.durabletask.DurableTaskClient;
import io.spillway.MaintenanceTask;
import io.spillway.core.deadletter.DeadLetterConsumer;
import io.spillway.core.event.OutageWatch;
import io.spillway.functions.access.Callers;
import io.spillway.functions.deadletters.DeadLetterArrivals;
import io.spillway.functions.deadletters.DeadLetterFunctions;
import io.spillway.functions.events.AbandonedEvents;
import io.spillway.functions.events.StreamEventFunctions;
import io.spillway.functions.http.HttpFunctions;
import io.spillway.functions.http.Origins;
import io.spillway.functions.http.Router;
import io.spillway.functions.moderation.UnmoderatedSweep;
import io.spillway.functions.operations.MaintenanceFunctions;
import io.spillway.functions.operations.MaintenancePart;
import io.spillway.functions.operations.PoisonDepths;
import io.spillway.functions.operations.PoisonWatch;
import io.spillway.functions.orchestration.EventActivityFunctions;
import io.spillway.functions.orchestration.EventOrchestration;
import io.spillway.functions.orchestration.EventProcessing;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.functions.orchestration.WorkflowPurge;
import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.queue.QueueNames;
import io.spillway.ports.telemetry.Telemetry;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The application: its functions and routes over one set of adapters. Each part is created on first
 * use, so that health, often the first request, stays cheap.
 */
public final class Spillway {

  private static final List<Class<?>> CLASSES =
      List.of(
          HttpFunctions.class,
          StreamEventFunctions.class,
          DeadLetterFunctions.class,
          MaintenanceFunctions.class,
          EventOrchestration.class,
          EventActivityFunctions.class);

  /** Before the first event, the parked streams have not been read. */
  private static final Monitored PARKING_NOT_YET = new Seen(Health.up("parking"));

  private final Adapters adapters;
  private final WorkflowEngine engine;
  private final Supplier<Telemetry> counters;
  private final Executor background;
  private final Executor senders;
  private final PoisonDepths poison;
  private final Router router;
  private final Map<Class<?>, Object> made = new ConcurrentHashMap<>();
  private volatile @Nullable Core core;

  /**
   * Creates the application.
   *
   * @param engine the workflow engine, such as {@link
   *     io.spillway.functions.orchestration.DurableWorkflowEngine}
   * @param counters the telemetry that counts outcomes, which are logged as well
   */
  public Spillway(
      Adapters adapters, WorkflowEngine engine, Callers callers, Supplier<Telemetry> counters) {
    this(
        adapters,
        engine,
        callers,
        counters,
        ForkJoinPool.commonPool(),
        ForkJoinPool.commonPool(),
        Origins.NONE);
  }

  /**
   * Creates the application with executors for background work.
   *
   * @param background the executor that refreshes policies
   * @param senders the executor that sends notifications, with up to two threads
   * @param origins the origins of other sites whose pages may call
   */
  public Spillway(
      Adapters adapters,
      WorkflowEngine engine,
      Callers callers,
      Supplier<Telemetry> counters,
      Executor background,
      Executor senders,
      Origins origins) {
    this.adapters = adapters;
    this.engine = engine;
    this.counters = counters;
    this.background = background;
    this.senders = senders;
    this.poison =
        new PoisonDepths(
            List.of(adapters.poisonEventQueue(), adapters.poisonDeadLetterQueue()),
            adapters.clock(),
            ForkJoinPool.commonPool());
    this.router = new Router(Resource.tables(this), callers, adapters.clock()).allowing(origins);
  }

  public Adapters adapters() {
    return adapters;
  }

  /** Returns all routes, for a host without the functions of {@link HttpFunctions}. */
  public Router router() {
    return router;
  }

  PoisonDepths poison() {
    return poison;
  }

  /** Returns the configuration of event processing. */
  public EventProcessing eventProcessing() {
    return core().eventProcessing();
  }

  /** Returns every class that declares functions. */
  public static List<Class<?>> classes() {
    return CLASSES;
  }

  /** Returns an instance of every class that declares functions. */
  public List<Object> instances() {
    return CLASSES.stream().<Object>map(this::instance).toList();
  }

  /**
   * Returns the single instance of a class.
   *
   * @throws IllegalArgumentException if the class declares no functions
   */
  public <T> T instance(Class<T> type) {
    return type.cast(made.computeIfAbsent(type, this::make));
  }

  private Object make(Class<?> type) {
    if (type == HttpFunctions.class) {
      return new HttpFunctions(router);
    }
    EventProcessing processing = core().eventProcessing();
    if (type == StreamEventFunctions.class) {
      return new StreamEventFunctions(processing, adapters.clock());
    }
    if (type == DeadLetterFunctions.class) {
      return new DeadLetterFunctions(letterArrivals());
    }
    if (type == MaintenanceFunctions.class) {
      return new MaintenanceFunctions(maintenance(), adapters.clock());
    }
    if (type == EventOrchestration.class) {
      return new EventOrchestration(processing.telemetry());
    }
    if (type == EventActivityFunctions.class) {
      return new EventActivityFunctions(processing.activities(), processing.deadLetters());
    }
    throw new IllegalArgumentException("no function class: " + type.getName());
  }

  /** Returns the monitored dependencies, by their name in the health response. */
  public Map<String, Monitored> ports() {
    Core whole = core;
    Map<String, Monitored> ports = new LinkedHashMap<>();
    Map<String, Health> stores = adapters.stores().health();
    putStores(ports, stores, "messages", "violations");
    // The moderation service knows the last failure, once it has moderated.
    ports.put("classifier", whole == null ? adapters.classifier() : whole.moderation());
    putStores(ports, stores, "events", "eventRegistry", "stats", "alerts");
    putChannels(ports, whole);
    putStores(ports, stores, "notifications", "deadLetters", "redrives", "policies");
    if (whole != null) {
      ports.put("policies", whole.moderation().policies());
    }
    putStores(
        ports, stores, "erasures", "auditLog", "reports", "restrictions", "authorNotes", "streams");
    putStores(ports, stores, "groupNotes");
    ports.put("eventQueue", adapters.eventQueue());
    ports.put("deadLetterQueue", adapters.deadLetterQueue());
    ports.put("poisonQueues", poison);
    ports.put(
        "activities",
        whole == null ? new OutageWatch(adapters.clock()) : whole.eventProcessing().activities());
    if (adapters.parking() != null) {
      ports.put("parking", whole == null ? PARKING_NOT_YET : whole.eventProcessing().parking());
    }
    ports.put("workflows", engine);
    return ports;
  }

  /** Adds the channels; their senders know what waits, once something was sent. */
  private void putChannels(Map<String, Monitored> ports, @Nullable Core whole) {
    if (adapters.alertChannel() != null) {
      Monitored sender = whole == null ? null : whole.notifications().alerts();
      ports.put("alertChannel", sender == null ? adapters.alertChannel() : sender);
    }
    if (adapters.deadLetterChannel() != null) {
      Monitored sender = whole == null ? null : whole.notifications().deadLetters();
      ports.put("deadLetterChannel", sender == null ? adapters.deadLetterChannel() : sender);
    }
  }

  private record Seen(Health health) implements Monitored {}

  private static void putStores(
      Map<String, Monitored> ports, Map<String, Health> health, String... names) {
    for (String name : names) {
      Health found = health.get(name);
      if (found != null) {
        ports.put(name, new Seen(found));
      }
    }
  }

  Core core() {
    Core made = core;
    if (made == null) {
      synchronized (this) {
        made = core;
        if (made == null) {
          // The database's client is created meanwhile.
          adapters.stores().prepare();
          made = new Core(adapters, engine, counters.get(), background, senders);
          core = made;
        }
      }
    }
    return made;
  }

  private DeadLetterArrivals letterArrivals() {
    return new DeadLetterArrivals(
        new DeadLetterConsumer(
            adapters.stores().deadLetters(),
            adapters.deadLetterQueue(),
            adapters.retries(),
            core().telemetry()),
        core().eventProcessing().rejected(),
        adapters.clock());
  }

  private List<MaintenancePart> maintenance() {
    EventProcessing processing = core().eventProcessing();
    UnmoderatedSweep unmoderated = new UnmoderatedSweep(core().moderation());
    return List.of(
        new MaintenancePart(
            "SettleDecisions", EVERY_MINUTE, run -> maintain(MaintenanceTask.SETTLE_DECISIONS)),
        new MaintenancePart(
            "RecheckUnmoderated", EVERY_MINUTE, run -> unmoderated.recheck(run.warnings())),
        new MaintenancePart(
            "EraseAuthors",
            EVERY_MINUTE,
            run -> maintain(MaintenanceTask.ERASE_AUTHORS, processing.followed(run.durable()))),
        new MaintenancePart(
            "AdvanceRedrives",
            EVERY_MINUTE,
            run -> core().deadLetters().through(processing.followed(run.durable())).runRedrives()),
        new MaintenancePart(
            "RetryEvents",
            EVERY_MINUTE,
            run -> core().deadLetters().through(processing.followed(run.durable())).runRetries()),
        new MaintenancePart("SendAlerts", EVERY_MINUTE, run -> core().notifications().sendAlerts()),
        new MaintenancePart(
            "NotifyOfDeadLetters",
            EVERY_MINUTE,
            run -> core().notifications().notifyOfDeadLetters()),
        new MaintenancePart("WatchPoisonQueues", EVERY_FIVE_MINUTES, this::watchPoisonQueues),
        new MaintenancePart(
            UnmoderatedSweep.WATCH, EVERY_FIVE_MINUTES, run -> unmoderated.watch(run.warnings())),
        new MaintenancePart("PurgeWorkflows", NIGHTLY, this::purgeWorkflows));
  }

  /** Runs a maintenance task. Throws if the task failed. */
  private void maintain(MaintenanceTask task) {
    core().moderation().runMaintenance(EnumSet.of(task)).orThrow();
  }

  /** Runs a maintenance task that uses workflows. Throws if the task failed. */
  private void maintain(MaintenanceTask task, Workflows workflows) {
    core().moderation().runMaintenance(EnumSet.of(task), workflows).orThrow();
  }

  private void watchPoisonQueues(MaintenancePart.Run run) {
    AbandonedEvents events =
        new AbandonedEvents(core().eventProcessing().rejected(), adapters.clock());
    DeadLetterArrivals letters = letterArrivals();
    new PoisonWatch(
            poison,
            Map.of(
                QueueNames.STREAM_EVENTS_POISON, events::enqueue,
                QueueNames.DEAD_LETTERS_POISON, letters::rescue))
        .run(run.warnings());
  }

  /** Purges old histories of ended workflows, because they contain viewers' names. */
  private void purgeWorkflows(MaintenancePart.Run run) {
    WorkflowPurge purge =
        new WorkflowPurge(
            core().eventProcessing().rejected(),
            core().eventProcessing().deadLetters(),
            adapters.workflowRetention(),
            adapters.clock());
    try (DurableTaskClient client = run.durable().getClient()) {
      var unused =
          purge.run(
              client,
              note -> (note.needsAttention() ? run.warnings() : run.notes()).accept(note.text()));
    }
  }
}
