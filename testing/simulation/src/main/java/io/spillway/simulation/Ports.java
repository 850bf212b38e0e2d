package io.spillway.simulation;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.simulation.InjectedFault.Kind;
import io.spillway.testkit.Crash;
import io.spillway.testkit.Faults;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.WrappedStores;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every port of every process, and lets happen what the script says: each call of a
 * step has a number, and each mishap a call.
 */
final class Ports {

  /** What the codes of each port's failures begin with. */
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("MessageStore", "messages"),
          Map.entry("ViolationStore", "violations"),
          Map.entry("ContentClassifier", "classifier"),
          Map.entry("EventLog", "events"),
          Map.entry("StatsStore", "stats"),
          Map.entry("AlertStore", "alerts"),
          Map.entry("AlertChannel", "alert-channel"),
          Map.entry("DeadLetterLedger", "dead-letters"),
          Map.entry("RedriveJobStore", "redrives"),
          Map.entry("PolicyStore", "policies"),
          Map.entry("ErasureStore", "erasures"),
          Map.entry("WorkQueue", "queue"),
          Map.entry("Workflows", "workflows"));

  /** After so long a host ends a call, and the process that it is in with it. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(10);

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** The clock stands still while code runs, so what waits for it to go on would never end. */
  private static final int MOST_CALLS = 5_000;

  /** One step that is under way. */
  private static final class Frame {
    private final ScriptStep step;
    private final Heard heard;
    private Instant startedAt;
    private int calls;

    Frame(ScriptStep step, Heard heard, Instant startedAt) {
      this.step = step;
      this.heard = heard;
      this.startedAt = startedAt;
    }

    @Nullable InjectedFault next() {
      int call = calls++;
      return step.mishaps().stream().filter(m -> m.call() == call).findFirst().orElse(null);
    }
  }

  private final SettableClock clock;
  private final SimulatedClassifier classifier;
  private final Observed observed;
  private final @Nullable Wire wire;
  private final Trace trace;
  private final Consumer<ScriptStep> meanwhile;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Set<String> outOfOrder = new HashSet<>();
  private final Set<String> disturbed = new HashSet<>();
  private final Findings findings;
  private int struck;
  private int calls;

  /**
   * @param wire where mishaps of stores strike instead, if anywhere
   * @param meanwhile plays a step that comes in between
   */
  Ports(
      SettableClock clock,
      SimulatedClassifier classifier,
      @Nullable Wire wire,
      Observed observed,
      Findings findings,
      Trace trace,
      Consumer<ScriptStep> meanwhile) {
    this.clock = clock;
    this.classifier = classifier;
    this.wire = wire;
    this.observed = observed;
    this.findings = findings;
    this.trace = trace;
    this.meanwhile = meanwhile;
  }

  /** Does something within a step, whose mishaps it meets. */
  void during(ScriptStep step, Runnable work) {
    frames.push(new Frame(step, new Heard(classifier, findings), clock.instant()));
    try {
      work.run();
    } finally {
      frames.pop();
    }
  }

  /** A function is called. */
  void begin() {
    calls = 0;
  }

  /** A step goes on in another process, whose time begins now. */
  void anew() {
    Frame frame = frames.peek();
    if (frame != null) {
      frame.startedAt = clock.instant();
    }
  }

  /** Whether something went wrong in any call so far. */
  int struck() {
    return struck;
  }

  /** Whether a call of a port failed so far, or had something come in between. */
  boolean isDisturbed(Class<?> port) {
    return disturbed.contains(nameOf(port));
  }

  /** A store and its archive are one database: they fail together. */
  private static String nameOf(Class<?> port) {
    return port.getSimpleName().replace("Archive", "Store");
  }

  /** All calls of a port fail until it is mended. */
  void breakDown(String port) {
    outOfOrder.add(port);
  }

  void mend(String port) {
    outOfOrder.remove(port);
  }

  void mendAll() {
    outOfOrder.clear();
  }

  /** The way by which a process reaches stores. */
  WrappedStores.Wrapper of(SimulatedProcess process) {
    return new WrappedStores.Wrapper() {
      @Override
      public <P> P wrap(Class<P> port, P store) {
        return of(process, port, store);
      }
    };
  }

  /** The same port, as a process reaches it. */
  <P> P of(SimulatedProcess process, Class<P> port, P adapter) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> {
              boolean isQuiet = Faults.isHarmless(method) || method.getName().equals("name");
              return isQuiet
                  ? Faults.invoke(adapter, method, arguments)
                  : call(process, port, adapter, method, arguments);
            }));
  }

  private @Nullable Object call(
      SimulatedProcess process,
      Class<?> type,
      Object adapter,
      Method method,
      Object @Nullable [] arguments)
      throws Throwable {
    String port = nameOf(type);
    String call = type.getSimpleName() + "." + method.getName();
    process.requireAlive(call);
    if (++calls > MOST_CALLS) {
      findings.broken("every invocation ends, but it called " + call + " over and over");
      crash(process, call);
    }
    Frame frame = frames.peek();
    if (frame != null && clock.instant().isAfter(frame.startedAt.plus(LONGEST_CALL))) {
      crash(process, call + ", which took too long");
    }
    process.outages().begins(call);
    int before = struck;
    Heard heard = frame == null ? new Heard(classifier, findings) : frame.heard;
    try {
      heard.begins(call, arguments);
      Object answer = answer(process, type, call, adapter, method, arguments);
      process.outages().succeeded(call);
      return answer;
    } catch (PortException e) {
      disturbed.add(port);
      process.outages().failed(call, arguments);
      throw e;
    } finally {
      heard.ends(call, arguments, struck > before);
    }
  }

  private @Nullable Object answer(
      SimulatedProcess process,
      Class<?> type,
      String call,
      Object adapter,
      Method method,
      Object @Nullable [] arguments)
      throws Throwable {
    String port = nameOf(type);
    Frame frame = frames.peek();
    int number = frame == null ? 0 : frame.calls;
    InjectedFault mishap = frame == null ? null : frame.next();
    Wire below = mishap != null && Wire.carries(type, mishap) ? wire : null;
    InjectedFault here = below == null ? mishap : null;
    if (here != null && !here.kind().isAfter()) {
      strike(process, port, call, here);
    }
    if (outOfOrder.contains(port)) {
      fail(port, call + " is out of order");
    }
    Object answer;
    try {
      if (below != null && mishap != null) {
        trace.add(() -> "    " + number + " " + call + ": " + mishap.kind() + ", below");
        below.strike(mishap);
      }
      answer = Faults.invoke(adapter, method, arguments);
    } finally {
      if (below != null && below.mend()) {
        struck++;
      }
      observed.called(type, method);
      trace.add(() -> "    " + number + " " + call);
    }
    if (here != null && here.kind().isAfter()) {
      strike(process, port, call, here);
    }
    return answer;
  }

  private void strike(SimulatedProcess process, String port, String call, InjectedFault mishap) {
    Kind kind = mishap.kind();
    trace.add(() -> "    " + mishap.call() + " " + call + ": " + kind);
    switch (kind) {
      case FAIL_BEFORE, FAIL_AFTER -> fail(port, call);
      case STALL_BEFORE, STALL_AFTER -> {
        clock.advance(TIMEOUT);
        fail(port, call);
      }
      case THROTTLE -> {
        struck++;
        String code = CODES.get(port) + ".throttled";
        throw new PortException(Failure.throttled(code, call, Duration.ofSeconds(2)));
      }
      case CRASH_BEFORE, CRASH_AFTER -> crash(process, call);
      case MEANWHILE -> {
        if (mishap.meanwhile() != null) {
          disturbed.add(port);
          meanwhile.accept(mishap.meanwhile());
          process.requireAlive(call);
        }
      }
    }
  }

  private void crash(SimulatedProcess process, String call) {
    struck++;
    process.die();
    throw new Crash(call);
  }

  private void fail(String port, String call) {
    struck++;
    throw new PortException(
        Failure.transientFailure(CODES.get(port) + ".unavailable", call + " failed"));
  }
}
