package io.spillway.simulation;

import io.spillway.ports.Stores;
import io.spillway.testkit.Faults;
import io.spillway.testkit.WrappedStores;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cached view of the stores for the invariants, which read everything after each step. A cached
 * result is valid until its store is written: on a database, reads are most of the time.
 */
final class Observed {

  /** Read-only methods; a missing name only costs time. */
  private static final Set<String> READS =
      Set.of(
          "find",
          "list",
          "claimable",
          "count",
          "pendingEffects",
          "open",
          "unmoderated",
          "countUnmoderated",
          "countWithheld",
          "countWithWork",
          "ofAuthor",
          "ofActor",
          "groups",
          "waiting",
          "neighbours",
          "withWork",
          "totals",
          "latest",
          "history",
          "pending",
          "findUncounted",
          "marked",
          "read",
          "sentAt");

  /** By package, because a write to a store changes its archive. */
  private final Map<String, Map<List<Object>, @Nullable Object>> answers = new HashMap<>();

  private final Stores stores;

  Observed(Stores real) {
    stores = WrappedStores.of(real, this::of);
  }

  Stores stores() {
    return stores;
  }

  /** Records that a process has called or is about to call this method. */
  void recordCall(Class<?> port, Method method) {
    if (!READS.contains(method.getName())) {
      answers.remove(port.getPackageName());
    }
  }

  private <P> P of(Class<P> port, P store) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> answer(port, store, method, arguments)));
  }

  private @Nullable Object answer(
      Class<?> port, Object store, Method method, Object @Nullable [] arguments) throws Throwable {
    List<Object> question =
        List.of(port, method.getName(), arguments == null ? List.of() : Arrays.asList(arguments));
    Map<List<Object>, @Nullable Object> known =
        answers.computeIfAbsent(port.getPackageName(), none -> new HashMap<>());
    if (!known.containsKey(question)) {
      known.put(question, Faults.invoke(store, method, arguments));
    }
    return known.get(question);
  }
}
