package io.spillway.simulation;

import com.microsoft.durabletask.DurableTaskClient;
import io.spillway.AlertRules;
import io.spillway.DelayedRetryPolicy;
import io.spillway.core.event.ParkingRules;
import io.spillway.core.notification.NotificationRules;
import io.spillway.functions.Adapters;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Caller;
import io.spillway.functions.access.Callers;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Origins;
import io.spillway.functions.http.Router;
import io.spillway.functions.orchestration.DurableWorkflowEngine;
import io.spillway.functions.orchestration.EventActivityFunctions;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.functions.settings.Settings;
import io.spillway.ports.Health;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.testkit.Crash;
import io.spillway.testkit.WrappedStores;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Process that runs the functions on the shared state. Its own state is lost with it. */
final class SimulatedProcess {

  /** Header with the sender of a request. */
  static final String CALLER = "x-caller";

  static final AlertRules ALERTS =
      new AlertRules(Map.of("USD", 2_000L), 40, new Milestones(List.of(2L, 3L)));

  private static final ParkingRules PARKING = ParkingRules.waitingFor(Duration.ofMinutes(20));
  private static final Set<Role> ROLES = Set.of(Role.values());
  private static final Callers CALLERS =
      request -> new Caller(request.getHeaders().getOrDefault(CALLER, "site"), ROLES);

  private final Supplier<Spillway> made;
  private final Spillway spillway;
  private final boolean forgets;
  private final Deque<Runnable> background = new ArrayDeque<>();
  private final OutageOracle outages;
  private boolean alive = true;

  SimulatedProcess(SharedState backing, Ports ports, boolean parks, Findings findings) {
    SystemMutations quirks = backing.quirks();
    outages = new OutageOracle(backing.clock(), findings);
    Stores stores = quirks.stores().apply(WrappedStores.of(backing.stores(), ports.of(this)));
    Adapters adapters =
        new Adapters(
            stores,
            ports.of(
                this, ContentClassifier.class, quirks.classifier().apply(backing.classifier())),
            ALERTS,
            ports.of(this, AlertChannel.class, backing.alertChannel()),
            null,
            NotificationRules.STANDARD,
            ports.of(this, WorkQueue.class, backing.events()),
            ports.of(this, WorkQueue.class, backing.deadLetters()),
            ports.of(this, WorkQueue.class, backing.poison()),
            ports.of(this, WorkQueue.class, backing.poisonLetters()),
            parks ? PARKING : null,
            DelayedRetryPolicy.STANDARD,
            Settings.WORKFLOW_RETENTION,
            backing.clock(),
            backing.clock()::advance,
            backing::newId,
            new DeadLetter.Origin("simulation", "0"),
            List.of());
    WorkflowEngine engine = new EngineOfProcess(ports, quirks.plans());
    Executor executor = quirks.background().apply(background::add);
    made =
        () ->
            new Spillway(
                adapters,
                engine,
                CALLERS,
                () -> Telemetry.NONE,
                executor,
                lost -> {}, // maintenance sends
                Origins.NONE);
    spillway = made.get();
    forgets = quirks.forgets();
  }

  <T> T function(Class<T> type) {
    boolean isNew = forgets && type == EventActivityFunctions.class;
    return (isNew ? made.get() : spillway).instance(type);
  }

  Router router() {
    return spillway.router();
  }

  /** Runs background work, after a response was sent. */
  void workInBackground() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  OutageOracle outages() {
    return outages;
  }

  boolean isAlive() {
    return alive;
  }

  void die() {
    alive = false;
  }

  /** Throws an uncatchable error if this process has crashed. */
  void requireAlive(String call) {
    if (!alive) {
      throw new Crash(call);
    }
  }

  /** Durable engine, behind the same faults as the other dependencies. */
  private final class EngineOfProcess implements WorkflowEngine {

    private final DurableWorkflowEngine engine = new DurableWorkflowEngine();
    private final Ports ports;
    private final UnaryOperator<WorkflowPlan> plans;

    EngineOfProcess(Ports ports, UnaryOperator<WorkflowPlan> plans) {
      this.ports = ports;
      this.plans = plans;
    }

    @Override
    public Workflows workflows(WorkflowPlan plan, Supplier<DurableTaskClient> clients) {
      return ports.of(
          SimulatedProcess.this, Workflows.class, engine.workflows(plans.apply(plan), clients));
    }

    @Override
    public Health health() {
      return engine.health();
    }
  }
}
