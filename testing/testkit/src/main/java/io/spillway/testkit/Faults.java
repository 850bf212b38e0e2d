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
 * Injects faults into ports: before a call reaches the adapter, or after it was applied, so that
 * only its response is lost.
 *
 * <pre>{@code
 * Faults faults = new Faults();
 * MessageStore store = faults.wrap(MessageStore.class, new InMemoryMessageStore());
 * faults.failAfter("MessageStore.add", failure);
 * }</pre>
 *
 * <p>A call is named by its port and method, such as {@code MessageStore.add}, by its method alone,
 * or by {@link #ANY_CALL}. A name that no wrapped port has is rejected, so that a fault cannot be
 * missed. {@code health} never fails and is not part of {@link #calls}.
 *
 * <p>After a crash, every call of every wrapped port crashes until {@link #restart}. Thread-safe.
 */
public final class Faults {

  /** Name that matches every call. */
  public static final String ANY_CALL = "*";

  private final Set<String> names = new HashSet<>(Set.of(ANY_CALL));
  private final List<Fault> faults = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private boolean crashed;

  /** Creates an instance without faults. */
  public Faults() {}

  /** A planned fault. */
  private static final class Fault {
    private final String call;
    private final boolean after;
    private final @Nullable Failure failure;
    private final boolean lasting;
    private int callsToGo;

    /**
     * Creates a fault.
     *
     * @param failure the failure; null for a crash
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
   * {@return a proxy of the adapter, with faults}
   *
   * @param <P> the type of the port
   * @param port the port's interface
   * @param adapter the adapter
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
   * Makes the next call fail without being applied.
   *
   * @param call the call's name, as described in {@link Faults}
   * @param failure the failure of the exception
   */
  public void failBefore(String call, Failure failure) {
    failBefore(call, 1, failure);
  }

  /**
   * Makes the {@code nth} call from now on fail without being applied.
   *
   * @param call the call's name, as described in {@link Faults}
   * @param nth the number of the call, 1 for the next
   * @param failure the failure of the exception
   */
  public void failBefore(String call, int nth, Failure failure) {
    plan(new Fault(call, nth, false, failure, false));
  }

  /**
   * Applies the next call and loses its response.
   *
   * @param call the call's name, as described in {@link Faults}
   * @param failure the failure of the exception
   */
  public void failAfter(String call, Failure failure) {
    failAfter(call, 1, failure);
  }

  /**
   * Applies the {@code nth} call from now on and loses its response.
   *
   * @param call the call's name, as described in {@link Faults}
   * @param nth the number of the call, 1 for the next
   * @param failure the failure of the exception
   */
  public void failAfter(String call, int nth, Failure failure) {
    plan(new Fault(call, nth, true, failure, false));
  }

  /**
   * Makes every call fail without being applied, until {@link #mend}.
   *
   * @param call the call's name, as described in {@link Faults}
   * @param failure the failure of the exception
   */
  public void outage(String call, Failure failure) {
    plan(new Fault(call, 1, false, failure, true));
  }

  /**
   * Crashes the process before the {@code nth} call from now on.
   *
   * @param call the call's name, as described in {@link Faults}
   * @param nth the number of the call, 1 for the next
   */
  public void crashBefore(String call, int nth) {
    plan(new Fault(call, nth, false, null, false));
  }

  /**
   * Crashes the process after the {@code nth} call from now on.
   *
   * @param call the call's name, as described in {@link Faults}
   * @param nth the number of the call, 1 for the next
   */
  public void crashAfter(String call, int nth) {
    plan(new Fault(call, nth, true, null, false));
  }

  /** Removes all planned faults. */
  public synchronized void mend() {
    faults.clear();
  }

  /** Restarts the process; the adapters keep their data. */
  public synchronized void restart() {
    crashed = false;
  }

  /**
   * {@return all calls so far, in order, such as {@code MessageStore.add}, including failed ones}
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

  /** Records a call and returns its faults. */
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
   * Forwards a call of a port's proxy to an adapter, with unwrapped exceptions.
   *
   * @param adapter the adapter
   * @param method the port's method
   * @param arguments the arguments of the proxy; null for none
   * @return the adapter's result; null for none
   * @throws Throwable the adapter's exception
   */
  public static @Nullable Object invoke(
      Object adapter, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(adapter, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /** Returns the names of a call; empty for a call that never fails. */
  private static List<String> namesOf(Class<?> port, Method method) {
    return isHarmless(method)
        ? List.of()
        : Arrays.asList(port.getSimpleName() + "." + method.getName(), method.getName());
  }

  /**
   * {@return whether a method never fails: {@code health} and {@code prepare}}
   *
   * @param method a method of a port or of {@link Object}
   */
  public static boolean isHarmless(Method method) {
    return method.getDeclaringClass() == Object.class
        || method.getName().equals("health")
        || method.getName().equals("prepare");
  }
}
