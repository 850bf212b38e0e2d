package io.spillway.simulation;

import io.spillway.functions.Stores;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.erasure.ErasureStore;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.Faults;
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
 * is remembered until its port is written to: on a database that is most of the time.
 */
final class Observed {

  /** What changes nothing; a name that is missing here costs time only. */
  private static final Set<String> READS =
      Set.of(
          "find",
          "list",
          "count",
          "owing",
          "unconfirmed",
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

  private final Map<Class<?>, Map<List<Object>, @Nullable Object>> answers = new HashMap<>();
  private final Stores stores;

  Observed(Stores real) {
    stores =
        new Stores(
            of(MessageStore.class, real.messages()),
            of(ViolationStore.class, real.violations()),
            of(EventLog.class, real.events()),
            of(StatsStore.class, real.stats()),
            of(AlertStore.class, real.alerts()),
            real.alertStops(),
            of(DeadLetterLedger.class, real.deadLetters()),
            of(RedriveJobStore.class, real.redrives()),
            of(PolicyStore.class, real.policies()),
            of(ErasureStore.class, real.erasures()));
  }

  Stores stores() {
    return stores;
  }

  /** A process has called this, or is about to. */
  void called(Class<?> port, Method method) {
    if (!READS.contains(method.getName())) {
      answers.remove(port);
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
        List.of(method.getName(), arguments == null ? List.of() : Arrays.asList(arguments));
    Map<List<Object>, @Nullable Object> known =
        answers.computeIfAbsent(port, none -> new HashMap<>());
    if (!known.containsKey(question)) {
      known.put(question, Faults.invoke(store, method, arguments));
    }
    return known.get(question);
  }
}
