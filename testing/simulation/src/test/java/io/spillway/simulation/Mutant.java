package io.spillway.simulation;

import io.spillway.RetryPolicy;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.erasure.ErasureStore;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.Faults;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.WrappedStores;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stores that violate their contracts, and faulty processes, each breaking a guarantee to users.
 */
enum Mutant {
  LOSES_MESSAGES("an accepted message is stored", lies(MessageStore.class, "add", a -> a[0])),
  LOSES_VIOLATIONS(
      "an accepted message is stored",
      lies(ViolationStore.class, "add", a -> new Versioned<>((Violation) a[0], "1"))),
  NEVER_WITHDRAWS(
      "a withheld message is not public", lies(MessageStore.class, "withdraw", a -> true)),
  FORGETS_WHAT_IS_OWED(
      "a dismissed message is released",
      lies(ViolationStore.class, "pendingEffects", a -> List.of())),
  FORGETS_WHAT_IS_UNMODERATED(
      "the system reaches quiescence, but a message is unmoderated",
      lies(MessageStore.class, "unmoderated", a -> List.of())),
  DECIDES_OVER_OTHERS("", comparesNothing(ViolationStore.class)),
  COUNTS_EVENTS_AGAIN("no event counts twice", forgetsMarkers()),
  LOSES_EVENTS("every event is done in the end", lies(EventLog.class, "append", a -> true)),
  LOSES_ALERTS("each alert is raised once", lies(AlertStore.class, "add", a -> true)),
  LOSES_LETTERS(
      "every event is done in the end",
      lies(DeadLetterLedger.class, "add", a -> new Versioned<>((LedgerEntry) a[0], "1"))),
  FORGETS_STEPS("a trail only grows", forgetsSteps()),
  FORGETS_POLICIES(
      "an acknowledged policy is stored once", lies(PolicyStore.class, "add", a -> a[0])),
  OVERLOOKS_MESSAGES("erased data is gone", lies(MessageArchive.class, "ofAuthor", a -> List.of())),
  FORGETS_ERASURES(
      "an accepted erasure completes",
      lies(ErasureStore.class, "add", a -> new Versioned<>((Erasure) a[0], "1"))),
  FAILS_LIKE_A_BUG("no response is a 500", fails(ViolationArchive.class, "waiting")),
  FORGETS_LETTERS_STEPS(
      "a trail only grows", audits(steps -> List.of(steps.get(steps.size() - 1)))),
  LEAVES_OUT_LETTERS_STEPS(
      "a dead letter's state is in its trail", audits(steps -> steps.subList(0, steps.size() - 1))),
  LOSES_WHAT_WAITS("every event is done in the end", losesWhatWaits()),
  LOSES_POISON_LETTERS("every event is done in the end", losesPoisonLetters()),
  TRIES_TOO_OFTEN("retries are bounded", is(SystemMutations.planning(Mutant::tryingOn))),
  FORGETS_OUTAGES("an outage allows occasional probes only", is(SystemMutations.forgetting())),
  NEVER_READS_POLICIES_AGAIN(
      "a policy change takes effect in time",
      is(SystemMutations.inBackground(executor -> task -> {}))),
  COUNTS_TEXTS_FOR_A_BREAKER(
      "an attack does not stop the moderation of others",
      is(SystemMutations.classifying(SpoiltClassifiers::withBreaker))),
  TAKES_SPOILT_ANSWERS_FOR_AN_OUTAGE(
      "a text with a high score is not published",
      is(SystemMutations.classifying(SpoiltClassifiers::strict))),
  TAKES_SPOILT_ANSWERS_FOR_CLEAN(
      "a text with a high score is not published",
      is(SystemMutations.classifying(SpoiltClassifiers::careless))),
  FORGETS_VAIN_RECHECKS(
      "the system reaches quiescence, but a message is unmoderated", forgetsRechecks()),
  FORGETS_WHO_IS_BARRED("an excluded moderator neither decides nor reopens", forgetsBarred()),
  REDRIVES_OVER_OTHERS("", comparesNothing(DeadLetterLedger.class)),
  COUNTS_REDRIVES_OVER_OTHERS("", comparesNothing(RedriveJobStore.class));

  /** Prefix of the finding. */
  private final String broken;

  @SuppressWarnings("ImmutableEnumChecker")
  private final UnaryOperator<SharedState> change;

  Mutant(String broken, UnaryOperator<SharedState> change) {
    this.broken = broken;
    this.change = change;
  }

  String broken() {
    return broken;
  }

  SharedState on(SettableClock clock) {
    return change.apply(SharedState.inMemory(clock));
  }

  private static UnaryOperator<SharedState> is(SystemMutations quirks) {
    return backing -> backing.with(quirks);
  }

  /** Result of a call without a response. */
  private static final Object LOST = new Object();

  /** Replacement of a call's effect; null to continue normally. */
  private interface Lie {
    @Nullable Object tell(Object store, Object[] arguments) throws Exception;
  }

  /** Makes one call succeed without effect. */
  private static UnaryOperator<SharedState> lies(
      Class<?> port, String method, Function<Object[], Object> answer) {
    return changed(port, method, (store, arguments) -> answer.apply(arguments));
  }

  /** Makes one call fail with an unexpected exception. */
  private static UnaryOperator<SharedState> fails(Class<?> port, String method) {
    return changed(
        port,
        method,
        (store, arguments) -> {
          throw new IllegalStateException("a bug");
        });
  }

  /** Doubles the number of retries. */
  private static WorkflowPlan tryingOn(WorkflowPlan plan) {
    RetryPolicy policy = plan.policy();
    RetryPolicy longer =
        new RetryPolicy(
            2 * policy.maxRounds(),
            policy.firstDelay(),
            policy.factor(),
            policy.maxDelay(),
            policy.deadline());
    return new WorkflowPlan(plan.activities(), longer, plan.origin());
  }

  /** Loses a trail before its last step. */
  private static UnaryOperator<SharedState> forgetsSteps() {
    return changed(
        ViolationStore.class,
        "replace",
        (store, arguments) -> {
          Violation violation = (Violation) arguments[0];
          arguments[0] =
              Violation.of(
                      violation.id(),
                      violation.author(),
                      violation.text(),
                      violation.sentAt(),
                      violation.verdict(),
                      List.of(violation.lastStep()),
                      violation.assignment())
                  .withPending(violation.pendingEffect());
          return null;
        });
  }

  /** Writes a dead letter with another trail. */
  private static UnaryOperator<SharedState> audits(
      UnaryOperator<List<DeadLetterAuditEntry>> change) {
    return changed(
        DeadLetterLedger.class,
        "replace",
        (store, arguments) -> {
          LedgerEntry entry = (LedgerEntry) arguments[0];
          arguments[0] =
              new LedgerEntry(
                  entry.letter(),
                  entry.state(),
                  entry.original(),
                  entry.redriveId(),
                  change.apply(entry.audit()));
          return null;
        });
  }

  /** Loses the record of a failed recheck. */
  private static UnaryOperator<SharedState> forgetsRechecks() {
    return changed(
        MessageStore.class,
        "replaceVerdict",
        (store, arguments) -> arguments[1] instanceof Verdict.Unmoderated ? true : null);
  }

  /** Loses the exclusion of moderators at each step of a review. */
  private static UnaryOperator<SharedState> forgetsBarred() {
    return changed(
        ViolationStore.class,
        "replace",
        (store, arguments) -> {
          Violation violation = (Violation) arguments[0];
          arguments[0] =
              violation.with(
                  new Assignment(
                      violation.assignment().dueAt(), Set.of(), violation.assignment().claim()));
          return null;
        });
  }

  /** Loses messages that are returned to the queue. */
  private static UnaryOperator<SharedState> losesWhatWaits() {
    Lie lie = (queue, arguments) -> arguments.length == 2 ? LOST : null;
    return backing ->
        backing.withEvents(change(WorkQueue.class, backing.events(), WorkQueue.class, "send", lie));
  }

  /** Loses messages that the host moves to a poison queue. */
  private static UnaryOperator<SharedState> losesPoisonLetters() {
    Lie lie = (queue, arguments) -> LOST;
    return backing ->
        backing.withPoisonLetters(
            change(WorkQueue.class, backing.poisonLetters(), WorkQueue.class, "send", lie));
  }

  /** Replaces without comparing versions. */
  private static UnaryOperator<SharedState> comparesNothing(Class<?> port) {
    return changed(
        port,
        "replace",
        (store, arguments) -> {
          Object value = arguments[0];
          Object id = value.getClass().getMethod("id").invoke(value);
          Object found = port.getMethod("find", id.getClass()).invoke(store, id);
          arguments[1] = ((Versioned<?>) ((Optional<?>) found).orElseThrow()).version();
          return null;
        });
  }

  /** Gives an event another id at each delivery. */
  private static UnaryOperator<SharedState> forgetsMarkers() {
    int[] number = {0};
    return changed(
        StatsStore.class,
        "apply",
        (store, arguments) -> {
          StreamEvent event = (StreamEvent) arguments[0];
          arguments[0] =
              new StreamEvent(
                  event.streamId(),
                  event.eventId() + "-" + ++number[0],
                  event.actor(),
                  event.occurredAt(),
                  event.detail());
          return null;
        });
  }

  private static UnaryOperator<SharedState> changed(Class<?> port, String method, Lie lie) {
    return backing -> SharedState.of(backing.clock(), changed(backing.stores(), port, method, lie));
  }

  private static Stores changed(Stores stores, Class<?> port, String method, Lie lie) {
    return WrappedStores.of(
        stores,
        new WrappedStores.Wrapper() {
          @Override
          public <P> P wrap(Class<P> type, P store) {
            return change(type, store, port, method, lie);
          }
        });
  }

  private static <P> P change(Class<P> type, P store, Class<?> port, String name, Lie lie) {
    if (type != port) {
      return store;
    }
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Object told =
                  method.getName().equals(name) && arguments != null
                      ? lie.tell(store, arguments)
                      : null;
              return told == null
                  ? Faults.invoke(store, method, arguments)
                  : told == LOST ? null : told;
            }));
  }
}
