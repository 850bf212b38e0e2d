package io.spillway.core;

import io.spillway.testkit.Faults;
import java.lang.reflect.Proxy;

/** Decorator of an adapter that runs a concurrent action just before a call. */
public final class InterleavedStore {

  private InterleavedStore() {}

  /**
   * Decorates an adapter.
   *
   * @param method the name of the calls before which the action runs
   * @param guest the action, which gets the adapter itself
   */
  public static <P> P before(Class<P> port, P adapter, String method, Runnable guest) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                guest.run();
              }
              return Faults.invoke(adapter, called, arguments);
            }));
  }
}
