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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Proxies every port of every process and injects the script's faults: each call of a step has a
 * number, and each fault names a call.
 */
final class Ports {

  /** Prefixes of each port's failure codes. */
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("MessageStore", "messages"),
          Map.entry("ViolationStore", "violations"),
          Map.entry("ContentClassifier", "classifier"),
          Map.entry("EventLog", "events"),
          Map.entry("StatsStore", "stats"),
          Map.entry("AlertStore", "alerts"),
          Map.entry("NotificationStore", "notifications"),
          Map.entry("AlertChannel", "alert-channel"),
          Map.entry("DeadLetterLedger", "dead-letters"),
          Map.entry("RedriveJobStore", "redrives"),
          Map.entry("PolicyStore", "policies"),
          Map.entry("ErasureStore", "erasures"),
          Map.entry("AuditLog", "audit"),
          Map.entry("ReportStore", "reports"),
          Map.entry("RestrictionStore", "restrictions"),
          Map.entry("AuthorNoteStore", "notes"),
          Map.entry("StreamDirectory", "streams"),
          Map.entry("GroupNoteStore", "group-notes"),
          Map.entry("PresenceStore", "presence"),
          Map.entry("WorkQueue", "queue"),
          Map.entry("Workflows", "workflows"));

  /** Timeout of a call, after which a host ends its process. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(10);

  /** Endings of names of ports that share a database with a store. */
  private static final List<String> DATABASE_SHARED_BY = List.of("Archive", "Feed");

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** The clock does not advance while code runs, so a busy wait would never end. */
  private static final int MOST_CALLS = 5_000;

  /** Running step. */
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
  private final Map<String, Instant> disturbed = new HashMap<>();
  private final Findings findings;
  private int struck;
  private int calls;

  /**
   * @param wire the injection point below the ports for stores; null for none
   * @param meanwhile the player of interleaved steps
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

  /** Runs work within a step, with the step's faults. */
  void during(ScriptStep step, Runnable work) {
    frames.push(new Frame(step, new Heard(classifier, findings), clock.instant()));
    try {
      work.run();
    } finally {
      frames.pop();
    }
  }

  /** Marks the start of a function's call. */
  void begin() {
    calls = 0;
  }

  /** Continues a step in another process, with a new timeout. */
  void anew() {
    Frame frame = frames.peek();
    if (frame != null) {
      frame.startedAt = clock.instant();
    }
  }

  /** Returns whether a fault hit any call so far. */
  int struck() {
    return struck;
  }

  /** Returns whether a call of a port failed so far, or was interleaved. */
  boolean isDisturbed(Class<?> port) {
    return disturbed.containsKey(nameOf(port));
  }

  /** Returns the last time at which a call of a port failed or was interleaved; null for never. */
  @Nullable Instant lastDisturbance(Class<?> port) {
    return disturbed.get(nameOf(port));
  }

  /**
   * Returns the name of a port for outages: a store, its archive and its feed share one database,
   * so they fail together.
   */
  private static String nameOf(Class<?> port) {
    String name = port.getSimpleName();
    for (String suffix : DATABASE_SHARED_BY) {
      if (name.endsWith(suffix)) {
        return name.substring(0, name.length() - suffix.length()) + "Store";
      }
    }
    return name;
  }

  /** Fails all calls of a port until it is repaired. */
  void breakDown(String port) {
    outOfOrder.add(port);
  }

  void mend(String port) {
    outOfOrder.remove(port);
  }

  void mendAll() {
    outOfOrder.clear();
  }

  /** Returns the wrapper of a process' stores. */
  WrappedStores.Wrapper of(SimulatedProcess process) {
    return new WrappedStores.Wrapper() {
      @Override
      public <P> P wrap(Class<P> port, P store) {
        return of(process, port, store);
      }
    };
  }

  /** Returns a port as a process calls it. */
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
      process.outages().recordSuccess(call);
      return answer;
    } catch (PortException e) {
      disturbed.put(port, clock.instant());
      process.outages().recordFailure(call, arguments);
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
      observed.recordCall(type, method);
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
          meanwhile.accept(mishap.meanwhile());
          disturbed.put(port, clock.instant());
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
