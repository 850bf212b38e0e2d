package io.spillway.core;

import io.spillway.adapters.inmemory.InMemoryMessageStore;
import io.spillway.adapters.inmemory.InMemoryReportStore;
import io.spillway.adapters.inmemory.InMemoryViolationStore;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.report.ReportStore;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.Fixtures;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * In-memory stores of messages and violations, with hooks before and after each call: another party
 * acts, the call fails, or the process crashes. A call has a name such as {@code messages.add}.
 */
public final class StoresFixture {

  /** Hook around each call. */
  public interface Gate {
    Object pass(String call, Call real) throws Throwable;
  }

  /** A call to the real store. */
  public interface Call {
    Object make() throws Throwable;
  }

  /** The end of a process: nothing in core catches it. */
  public static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final Gate OPEN_GATE = (call, real) -> real.make();

  /** Ends the process. */
  public static final Runnable DEATH =
      () -> {
        throw new Death();
      };

  /** An outage, after which trying again helps. */
  public static final Runnable OUTAGE = failure(Fixtures.outage());

  /** Without any gate: for looking, and for other parties. */
  public final InMemoryMessageStore realMessages = new InMemoryMessageStore();

  /** Without any gate: for looking, and for other parties. */
  public final InMemoryViolationStore realViolations = new InMemoryViolationStore();

  /** Without any gate: for looking, and for other parties. */
  public final InMemoryReportStore realReports = new InMemoryReportStore();

  public final MessageStore messages = gate("messages", MessageStore.class, realMessages);
  public final ViolationStore violations = gate("violations", ViolationStore.class, realViolations);

  public final ReportStore reports = gate("reports", ReportStore.class, realReports);

  public final MessageArchive messageArchive = gate("messages", MessageArchive.class, realMessages);
  public final ViolationArchive violationArchive =
      gate("violations", ViolationArchive.class, realViolations);

  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Deque<Runnable>> before = new HashMap<>();
  private final Map<String, Deque<Runnable>> after = new HashMap<>();
  private Gate gate = OPEN_GATE;

  /** Failure of a port. */
  public static Runnable failure(Failure failure) {
    return () -> {
      throw new PortException(failure);
    };
  }

  /** Every call through {@link #messages} and {@link #violations} since the last time asked. */
  public List<String> calls() {
    List<String> since = List.copyOf(calls);
    calls.clear();
    return since;
  }

  /** Once, right before the next such call; of several for one call each has its own turn. */
  public void before(String call, Runnable once) {
    before.computeIfAbsent(call, name -> new ArrayDeque<>()).add(once);
  }

  /** Once, right after the next such call has taken effect. */
  public void after(String call, Runnable once) {
    after.computeIfAbsent(call, name -> new ArrayDeque<>()).add(once);
  }

  void gate(Gate each) {
    gate = each;
  }

  void ungate() {
    gate = OPEN_GATE;
  }

  /** Once, at the call of this number from now on, from 0: before or after it takes effect. */
  public void at(int number, boolean afterwards, Runnable once) {
    int[] seen = {0};
    gate =
        (call, real) -> {
          if (seen[0]++ != number) {
            return real.make();
          }
          ungate();
          if (!afterwards) {
            once.run();
          }
          Object result = real.make();
          if (afterwards) {
            once.run();
          }
          return result;
        };
  }

  private <T> T gate(String name, Class<T> port, T real) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          String call = name + "." + method.getName();
          calls.add(call);
          return gate.pass(call, () -> hook(call, () -> method.invoke(real, arguments)));
        };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  private Object hook(String call, Call real) throws Throwable {
    next(before, call).run();
    try {
      Object result = real.make();
      next(after, call).run();
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Runnable next(Map<String, Deque<Runnable>> hooks, String call) {
    Deque<Runnable> turns = hooks.getOrDefault(call, new ArrayDeque<>());
    return turns.isEmpty() ? () -> {} : turns.remove();
  }
}
