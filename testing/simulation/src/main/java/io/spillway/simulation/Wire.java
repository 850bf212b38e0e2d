package io.spillway.simulation;

import io.spillway.cosmos.testserver.Fault;
import io.spillway.cosmos.testserver.ServerFaults;
import io.spillway.cosmos.testserver.Target;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.author.AuthorNoteStore;
import io.spillway.ports.author.RestrictionStore;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.GroupNoteStore;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.erasure.ErasureStore;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageFeed;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.notification.NotificationStore;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.ports.report.ReportStore;
import io.spillway.ports.stream.StreamDirectory;
import io.spillway.ports.violation.PresenceStore;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fault injection between the stores' adapters and their database. A fault at a port may be
 * injected here instead: the SDK then retries or not, and the adapter translates the result.
 */
final class Wire {

  private static final Set<Class<?>> STORES =
      Set.of(
          MessageStore.class,
          ViolationStore.class,
          MessageArchive.class,
          MessageFeed.class,
          ViolationArchive.class,
          EventLog.class,
          StatsStore.class,
          AlertStore.class,
          NotificationStore.class,
          DeadLetterLedger.class,
          RedriveJobStore.class,
          PolicyStore.class,
          ErasureStore.class,
          AuditLog.class,
          ReportStore.class,
          RestrictionStore.class,
          AuthorNoteStore.class,
          StreamDirectory.class,
          GroupNoteStore.class,
          PresenceStore.class);

  private static final List<Fault> REFUSALS =
      List.of(Fault.unavailable(), Fault.timeout(), Fault.gone(), Fault.cut());

  /** The SDK waits for it in real time. */
  private static final Fault THROTTLED = Fault.throttled(Duration.ofMillis(2));

  private final ServerFaults faults;
  private int planned;

  Wire(ServerFaults faults) {
    this.faults = faults;
  }

  /** Returns whether a fault at a call of this port can be injected here. */
  static boolean carries(Class<?> port, InjectedFault mishap) {
    return STORES.contains(port)
        && switch (mishap.kind()) {
          case FAIL_BEFORE, FAIL_AFTER, THROTTLE, STALL_BEFORE, STALL_AFTER -> true;
          case CRASH_BEFORE, CRASH_AFTER, MEANWHILE -> false;
        };
  }

  /** Makes requests fail from now on, according to a fault. */
  void strike(InjectedFault mishap) {
    int call = mishap.call();
    switch (mishap.kind()) {
      case FAIL_BEFORE -> plan(1 + call % 3, REFUSALS.get(call % REFUSALS.size()), 0);
      case FAIL_AFTER -> plan(1, Fault.loseAnswer(), 0);
      case THROTTLE -> plan(1 + call % 4, THROTTLED, 0);
      // Of calls with several requests, such as pages, a part has taken effect by then.
      case STALL_BEFORE -> plan(4, REFUSALS.get(call % REFUSALS.size()), 1);
      case STALL_AFTER -> plan(1, Fault.loseAnswer(), 1);
      default -> throw new IllegalArgumentException("not on the wire: " + mishap.kind());
    }
  }

  /**
   * @param after the number of document requests that succeed first
   */
  private void plan(int times, Fault fault, int after) {
    AtomicInteger passed = new AtomicInteger();
    planned = times;
    faults.next(times, fault, target -> isItem(target) && passed.getAndIncrement() >= after);
  }

  private static boolean isItem(Target target) {
    return target.operation().isItem();
  }

  /**
   * Ends all failures.
   *
   * @return whether any request has failed
   */
  boolean mend() {
    boolean struck = faults.pending() < planned;
    faults.clear();
    return struck;
  }
}
