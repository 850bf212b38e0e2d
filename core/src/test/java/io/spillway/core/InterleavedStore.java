package io.spillway.core;

import io.spillway.testkit.Faults;
import java.lang.reflect.Proxy;

/** What somebody else does just before a call of ours reaches its adapter. */
public final class InterleavedStore {

  private InterleavedStore() {}

  /**
   * The same adapter, with a guest.
   *
   * @param method the name of the calls before which it acts
   * @param guest acts on the adapter itself
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
