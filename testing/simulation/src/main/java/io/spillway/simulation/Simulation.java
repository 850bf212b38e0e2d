package io.spillway.simulation;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.simulation.SimulatedClassifier.Mood;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays one script, and then advances to quiescence. */
final class Simulation implements AutoCloseable {

  private static final int[] SECONDS = {1, 1, 5, 5, 20, 60, 60, 300, 900, 3_600};

  private static final List<Mood> MOODS =
      List.of(
          Mood.WELL,
          Mood.SILENT,
          Mood.THROTTLED,
          Mood.WELL,
          Mood.SLOW,
          Mood.ODD,
          Mood.UNREADABLE,
          Mood.LYING);

  /** Number of ports that belong to activities. */
  static final int ACTIVITIES = 3;

  /** Ports that can fail, those of activities first. */
  private static final List<String> PORTS =
      List.of(
          "StatsStore",
          "EventLog",
          "AlertStore",
          "MessageStore",
          "ViolationStore",
          "EventLog",
          "StatsStore",
          "AlertStore",
          "AlertChannel",
          "DeadLetterLedger",
          "RedriveJobStore",
          "WorkQueue",
          "Workflows",
          "PolicyStore",
          "ErasureStore",
          "AuditLog",
          "ReportStore",
          "RestrictionStore",
          "EventRegistry",
          "NotificationStore");

  private final Trace trace;
  private final World world;
  private final Actors actors;
  private final Host host;
  private final Invariants invariants;

  private Simulation(SimulationScript script, SharedState backing, Trace trace) {
    this.trace = trace;
    world = new World(backing, script.parks(), trace, this::play);
    actors = Actors.in(world);
    host = new Host(world);
    invariants = new Invariants(world, actors);
  }

  /**
   * Plays a script.
   *
   * @return the violated invariant; null if all were kept
   */
  static @Nullable String run(SimulationScript script, SharedState backing, Trace trace) {
    try (Simulation simulation = new Simulation(script, backing, trace)) {
      return simulation.run(script.steps());
    }
  }

  private @Nullable String run(List<ScriptStep> steps) {
    for (ScriptStep step : steps) {
      play(step);
      invariants.checkStep();
      if (world.findings().first() != null) {
        return world.findings().first();
      }
    }
    trace.add(() -> "quiescence");
    new Quiescence(world, host, actors.operators()).come();
    invariants.checkStep();
    invariants.checkRest();
    trace.addAll(() -> Contents.of(world.stores(), actors.erasers().promised()));
    return world.findings().first();
  }

  private void play(ScriptStep step) {
    trace.add(() -> world.clock().instant() + " " + step);
    world.ports().during(step, () -> act(step));
  }

  private void act(ScriptStep step) {
    switch (step.action()) {
      case SEND -> actors.viewers().send(step);
      case SEND_WITHOUT_ID -> actors.viewers().sendWithoutId(step);
      case APPEAL -> actors.viewers().appeal(step);
      case REPORT -> actors.reporters().report(step);
      case EVENT -> actors.clients().send(step);
      case QUEUE_EVENT -> actors.clients().putIntoQueue(step);
      case LOOK -> actors.moderators().look(step);
      case CLAIM -> actors.moderators().claim(step);
      case CLAIM_NEXT -> actors.moderators().claimNext(step);
      case RELEASE -> actors.moderators().release(step);
      case DECIDE -> actors.moderators().decide(step);
      case UNDO -> actors.moderators().undo(step);
      case BULK -> actors.moderators().bulk(step);
      case KEEP -> actors.moderators().reviewUnmoderated(step, true);
      case WITHHOLD -> actors.moderators().reviewUnmoderated(step, false);
      case WITHHOLD_PUBLISHED -> actors.withholders().withhold(step);
      case BULK_WITHHOLD -> actors.withholders().withholdAll(step);
      case RESTRICT -> actors.restrictors().restrict(step);
      case LIFT -> actors.restrictors().lift(step);
      case NOTE -> actors.restrictors().note(step);
      case REDRIVE -> actors.operators().redrive(step);
      case CONTROL -> actors.operators().control(step);
      case DISCARD -> actors.operators().discard(step);
      case RESTORE -> actors.operators().restore(step);
      case EDIT -> actors.operators().edit(step);
      case ERASE -> actors.erasers().erase(step);
      case WRITE_POLICY -> actors.policymakers().write(step);
      case END_POLICY -> actors.policymakers().end(step);
      case DELIVER -> host.deliver(step);
      case WORK -> world.durable().work(step.a(), step.process());
      case WORK_OFF -> host.workOff(step);
      case SWEEP -> host.sweep(step);
      case ADVANCE -> host.advance(step);
      case RESTART -> world.restart(step.process());
      case PASS -> pass(step);
      case OUTAGE -> outage(step);
      case CLASSIFIER -> world.backing().classifier().be(MOODS.get(step.a() % MOODS.size()));
      case READ -> read(step);
      case READ_FEED -> actors.readers().read(step);
    }
  }

  private void pass(ScriptStep step) {
    world.clock().advance(Duration.ofSeconds(SECONDS[step.a() % SECONDS.length]));
    world.durable().fireTimers();
  }

  private void outage(ScriptStep step) {
    String port = PORTS.get(step.a() % PORTS.size());
    if (step.b() % 2 == 0) {
      world.ports().breakDown(port);
    } else {
      world.ports().mendAll();
    }
  }

  private void read(ScriptStep step) {
    SimulatedRequest request = SimulatedRequest.empty("site");
    String stream = Viewers.STREAMS[step.a() % 2];
    SimulatedRequest read =
        switch (step.b() % 4) {
          case 0 -> request.to(HttpMethod.GET, "streams", stream, "messages");
          case 1 -> request.to(HttpMethod.GET, "streams", stream, "stats");
          case 2 -> request.to(HttpMethod.GET, "streams", stream, "events");
          default -> request.to(HttpMethod.GET, "streams", stream, "events", "e-" + step.c());
        };
    Reply reply = world.ask(step.process(), read);
    if (reply != null && step.b() % 4 == 0 && reply.isOk()) {
      invariants.checkReaders(stream, reply);
    }
  }

  @Override
  public void close() {
    world.close();
  }
}
