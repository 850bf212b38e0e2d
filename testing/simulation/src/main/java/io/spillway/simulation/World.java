package io.spillway.simulation;

import static java.util.Objects.requireNonNull;

import com.microsoft.azure.functions.ExecutionContext;
import io.spillway.ports.Stores;
import io.spillway.testkit.Crash;
import io.spillway.testkit.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** State of a simulation: shared state, running processes, and the clock. */
final class World implements AutoCloseable {

  /** Number of concurrent processes. */
  static final int PROCESSES = 2;

  private final SharedState backing;
  private final boolean parks;
  private final Trace trace;
  private final Observed observed;
  private final Ports ports;
  private final Durable durable;
  private final List<SimulatedProcess> processes = new ArrayList<>();
  private final Findings findings = new Findings();
  private final AuditOracle audit;
  private int invocations;

  World(SharedState backing, boolean parks, Trace trace, Consumer<ScriptStep> meanwhile) {
    this.backing = backing;
    this.parks = parks;
    this.trace = trace;
    observed = new Observed(backing.stores());
    audit = new AuditOracle(observed.stores().auditLog(), findings);
    ports =
        new Ports(
            backing.clock(),
            backing.classifier(),
            backing.wire(),
            observed,
            findings,
            trace,
            meanwhile);
    durable = new Durable(this, backing.clock());
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(new SimulatedProcess(backing, ports, parks, findings));
    }
  }

  SharedState backing() {
    return backing;
  }

  /** Returns the stores, for reading only. */
  Stores stores() {
    return observed.stores();
  }

  SettableClock clock() {
    return backing.clock();
  }

  Ports ports() {
    return ports;
  }

  Durable durable() {
    return durable;
  }

  Findings findings() {
    return findings;
  }

  AuditOracle audit() {
    return audit;
  }

  SimulatedProcess process(int number) {
    return processes.get(number % PROCESSES);
  }

  /** Replaces a process by a new one without its unsaved state. */
  void restart(int number) {
    trace.add(() -> "    process " + number % PROCESSES + " starts");
    process(number).die();
    processes.set(number % PROCESSES, new SimulatedProcess(backing, ports, parks, findings));
    ports.anew();
  }

  ExecutionContext invocation(String function) {
    ports.begin();
    return new SimulatedInvocation(function, "invocation-" + ++invocations);
  }

  /**
   * Sends a request.
   *
   * @return the reply; null if the process died before it answered
   */
  @Nullable Reply ask(int number, SimulatedRequest request) {
    SimulatedProcess process = process(number);
    int before = ports.struck();
    Reply reply;
    try {
      ExecutionContext context = invocation("http");
      reply = (Reply) process.router().answer(null, request, context, durable::context);
    } catch (Crash e) {
      reply = null;
    }
    if (!process.isAlive()) {
      trace.add(() -> "    no answer");
      revive(number);
      return null;
    }
    Reply told = requireNonNull(reply, "a running process answers");
    trace.add(() -> "    " + told.status() + " " + shorten(told.text()));
    check(told, ports.struck() > before);
    workInBackground(process, number);
    return told;
  }

  private void workInBackground(SimulatedProcess process, int number) {
    try {
      process.workInBackground();
    } catch (Crash e) {
      trace.add(() -> "    crashed");
      revive(number);
    }
  }

  private void check(Reply reply, boolean isExcused) {
    findings.require(reply.status() != 500, "no response is a 500", reply.text());
    if (reply.status() == 503) {
      findings.require(isExcused, "unavailable only during an outage", reply.text());
      boolean says = reply.getHeader("Retry-After") != null;
      findings.require(says, "each rejection has a Retry-After");
    }
  }

  /**
   * Calls a function as a queue or a timer does.
   *
   * @return whether it succeeded
   */
  boolean trigger(int number, String function, Consumer<ExecutionContext> call) {
    SimulatedProcess process = process(number);
    try {
      call.accept(invocation(function));
      if (process.isAlive()) {
        workInBackground(process, number);
        return true;
      }
    } catch (IllegalStateException e) {
      String message = String.valueOf(e.getMessage());
      trace.add(() -> "    " + message);
      boolean isBug = process.isAlive() && message.contains(": java.");
      findings.require(!isBug, "a function fails only by a port's failure", message);
    } catch (Crash e) {
      trace.add(() -> "    crashed");
    }
    revive(number);
    return false;
  }

  private void revive(int number) {
    if (!process(number).isAlive()) {
      restart(number);
    }
  }

  private static String shorten(Object text) {
    String all = String.valueOf(text);
    return all.length() <= 400 ? all : all.substring(0, 400) + "...";
  }

  @Override
  public void close() {
    durable.close();
  }
}
