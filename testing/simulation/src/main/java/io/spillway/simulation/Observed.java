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
 * The stores as the invariants look at them. They look at everything after each step, so an answer
 * is remembered until what it is about is written to: on a database that is most of the time.
 */
final class Observed {

  /** What changes nothing; a name that is missing here costs time only. */
  private static final Set<String> READS =
      Set.of(
          "find",
          "list",
          "count",
          "owing",
          "open",
          "unmoderated",
          "countUnmoderated",
          "countWithheld",
          "ofAuthor",
          "waiting",
          "neighbours",
          "withWork",
          "totals",
          "latest",
          "history",
          "pending");

  /** By package, since what is written to a store changes its archive. */
  private final Map<String, Map<List<Object>, @Nullable Object>> answers = new HashMap<>();

  private final Stores stores;

  Observed(Stores real) {
    stores = WrappedStores.of(real, this::of);
  }

  Stores stores() {
    return stores;
  }

  /** A process has called this, or is about to. */
  void called(Class<?> port, Method method) {
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
