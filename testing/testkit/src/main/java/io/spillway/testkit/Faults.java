package io.spillway.testkit;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes ports fail on demand: before a call reaches the adapter, or after it was applied and only
 * its answer is lost.
 *
 * <pre>{@code
 * Faults faults = new Faults();
 * MessageStore store = faults.wrap(MessageStore.class, new InMemoryMessageStore());
 * faults.failAfter("MessageStore.add", failure);
 * }</pre>
 *
 * <p>A call is named by its port and method, such as {@code MessageStore.add}, by its method alone,
 * or by {@link #ANY_CALL}; one that no wrapped port has is refused, so that a test cannot wait for
 * a fault that never comes. {@code health} is never made to fail and not among the {@link #calls}.
 *
 * <p>After a crash every call on every wrapped port crashes, until {@link #restart}. Thread-safe.
 */
public final class Faults {

  /** Names every call. */
  public static final String ANY_CALL = "*";

  private final Set<String> names = new HashSet<>(Set.of(ANY_CALL));
  private final List<Fault> faults = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private boolean crashed;

  /** Begins without a fault. */
  public Faults() {}

  /** What happens at which call. */
  private static final class Fault {
    private final String call;
    private final boolean after;
    private final @Nullable Failure failure;
    private final boolean lasting;
    private int callsToGo;

    /**
     * @param failure null for a crash
     */
    Fault(String call, int nth, boolean after, @Nullable Failure failure, boolean lasting) {
      this.call = call;
      this.callsToGo = nth;
      this.after = after;
      this.failure = failure;
      this.lasting = lasting;
    }
  }

  /**
   * {@return the same adapter, with faults}
   *
   * @param <P> the port
   * @param port the port's interface
   * @param adapter what does the work
   */
  public synchronized <P> P wrap(Class<P> port, P adapter) {
    for (Method method : port.getMethods()) {
      names.addAll(namesOf(port, method));
    }
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> call(port, adapter, method, arguments));
    return port.cast(proxy);
  }

  /**
   * The next such call fails, and is not applied.
   *
   * @param call which, as {@link Faults} says calls are named
   * @param failure what it throws
   */
  public void failBefore(String call, Failure failure) {
    failBefore(call, 1, failure);
  }

  /**
   * The {@code nth} such call from now on, 1 for the next, fails and is not applied.
   *
   * @param call which, as {@link Faults} says calls are named
   * @param nth 1 for the next one
   * @param failure what it throws
   */
  public void failBefore(String call, int nth, Failure failure) {
    plan(new Fault(call, nth, false, failure, false));
  }

  /**
   * The next such call is applied, and its answer is lost.
   *
   * @param call which, as {@link Faults} says calls are named
   * @param failure what it throws
   */
  public void failAfter(String call, Failure failure) {
    failAfter(call, 1, failure);
  }

  /**
   * The {@code nth} such call from now on, 1 for the next, is applied, and its answer is lost.
   *
   * @param call which, as {@link Faults} says calls are named
   * @param nth 1 for the next one
   * @param failure what it throws
   */
  public void failAfter(String call, int nth, Failure failure) {
    plan(new Fault(call, nth, true, failure, false));
  }

  /**
   * Every such call fails and is not applied, until {@link #mend}.
   *
   * @param call which, as {@link Faults} says calls are named
   * @param failure what it throws
   */
  public void outage(String call, Failure failure) {
    plan(new Fault(call, 1, false, failure, true));
  }

  /**
   * The process crashes right before the {@code nth} such call from now on, 1 for the next.
   *
   * @param call which, as {@link Faults} says calls are named
   * @param nth 1 for the next one
   */
  public void crashBefore(String call, int nth) {
    plan(new Fault(call, nth, false, null, false));
  }

  /**
   * The process crashes right after the {@code nth} such call from now on, 1 for the next.
   *
   * @param call which, as {@link Faults} says calls are named
   * @param nth 1 for the next one
   */
  public void crashAfter(String call, int nth) {
    plan(new Fault(call, nth, true, null, false));
  }

  /** Forgets every fault that was planned. */
  public synchronized void mend() {
    faults.clear();
  }

  /** The process is there again, and what it had stored too. */
  public synchronized void restart() {
    crashed = false;
  }

  /**
   * {@return every call so far, in order, such as {@code MessageStore.add}, failed ones included}
   */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  private synchronized void plan(Fault fault) {
    if (!names.contains(fault.call)) {
      throw new IllegalArgumentException("no wrapped port has the call " + fault.call);
    }
    if (fault.callsToGo < 1) {
      throw new IllegalArgumentException("nth must be at least 1: " + fault.callsToGo);
    }
    faults.add(fault);
  }

  private @Nullable Object call(
      Class<?> port, Object adapter, Method method, Object @Nullable [] arguments)
      throws Throwable {
    List<String> called = namesOf(port, method);
    if (called.isEmpty()) {
      return invoke(adapter, method, arguments);
    }
    List<Fault> due = due(called);
    strike(called.get(0), due, false);
    Object answer = invoke(adapter, method, arguments);
    strike(called.get(0), due, true);
    return answer;
  }

  /** Notes the call, and which faults it meets. */
  private synchronized List<Fault> due(List<String> called) {
    if (crashed) {
      throw new Crash(called.get(0));
    }
    calls.add(called.get(0));
    List<Fault> due = new ArrayList<>();
    for (Fault fault : faults) {
      if (fault.call.equals(ANY_CALL) || called.contains(fault.call)) {
        if (fault.lasting || --fault.callsToGo == 0) {
          due.add(fault);
        }
      }
    }
    faults.removeIf(fault -> fault.callsToGo == 0);
    return due;
  }

  private synchronized void strike(String call, List<Fault> due, boolean after) {
    for (Fault fault : due) {
      if (fault.after == after) {
        if (fault.failure == null) {
          crashed = true;
          throw new Crash(call);
        }
        throw new PortException(fault.failure);
      }
    }
  }

  /**
   * Makes a call of a port's proxy on an adapter, as if there were no proxy: throws what the
   * adapter throws.
   *
   * @param adapter what the call is for
   * @param method of the port
   * @param arguments as the proxy was given them; null for none
   * @return what the adapter answers; null for nothing
   * @throws Throwable what the adapter throws
   */
  public static @Nullable Object invoke(
      Object adapter, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(adapter, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /** What a call may be named by; nothing for what no fault may touch. */
  private static List<String> namesOf(Class<?> port, Method method) {
    return isHarmless(method)
        ? List.of()
        : Arrays.asList(port.getSimpleName() + "." + method.getName(), method.getName());
  }

  /**
   * {@return whether a call never fails: every port's health, and what only says that texts will
   * come}
   *
   * @param method of a port, or of every object
   */
  public static boolean isHarmless(Method method) {
    return method.getDeclaringClass() == Object.class
        || method.getName().equals("health")
        || method.getName().equals("prepare");
  }
}
