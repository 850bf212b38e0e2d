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
          "AuditLog");

  private final Trace trace;
  private final World world;
  private final Viewers viewers;
  private final Clients clients;
  private final Moderators moderators;
  private final Operators operators;
  private final Erasers erasers;
  private final Policymakers policymakers;
  private final Host host;
  private final Invariants invariants;

  private Simulation(SimulationScript script, SharedState backing, Trace trace) {
    this.trace = trace;
    world = new World(backing, script.parks(), trace, this::play);
    erasers = new Erasers(world);
    viewers = new Viewers(world, erasers);
    clients = new Clients(world);
    moderators = new Moderators(world, viewers);
    operators = new Operators(world, clients);
    host = new Host(world);
    policymakers = new Policymakers(world);
    invariants =
        new Invariants(world, viewers, clients, moderators, operators, erasers, policymakers);
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
    new Quiescence(world, host, operators).come();
    invariants.checkStep();
    invariants.checkRest();
    trace.addAll(() -> Contents.of(world.stores(), erasers.promised()));
    return world.findings().first();
  }

  private void play(ScriptStep step) {
    trace.add(() -> world.clock().instant() + " " + step);
    world.ports().during(step, () -> act(step));
  }

  private void act(ScriptStep step) {
    switch (step.action()) {
      case SEND -> viewers.send(step);
      case SEND_WITHOUT_ID -> viewers.sendWithoutId(step);
      case APPEAL -> viewers.appeal(step);
      case EVENT -> clients.send(step);
      case QUEUE_EVENT -> clients.putIntoQueue(step);
      case LOOK -> moderators.look(step);
      case CLAIM -> moderators.claim(step);
      case CLAIM_NEXT -> moderators.claimNext(step);
      case RELEASE -> moderators.release(step);
      case DECIDE -> moderators.decide(step);
      case UNDO -> moderators.undo(step);
      case BULK -> moderators.bulk(step);
      case KEEP -> moderators.reviewUnmoderated(step, true);
      case WITHHOLD -> moderators.reviewUnmoderated(step, false);
      case REDRIVE -> operators.redrive(step);
      case CONTROL -> operators.control(step);
      case DISCARD -> operators.discard(step);
      case RESTORE -> operators.restore(step);
      case EDIT -> operators.edit(step);
      case ERASE -> erasers.erase(step);
      case WRITE_POLICY -> policymakers.write(step);
      case END_POLICY -> policymakers.end(step);
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
