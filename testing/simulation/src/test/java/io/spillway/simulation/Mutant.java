package io.spillway.simulation;

import static io.spillway.simulation.Lie.changed;
import static io.spillway.simulation.Lie.fails;
import static io.spillway.simulation.Lie.lies;

import io.spillway.RetryPolicy;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.ports.Versioned;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.author.RestrictionStore;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.erasure.ErasureStore;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.CountResult;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.ports.report.ReportStore;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.SettableClock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

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
  FORGETS_REVERSALS("stats are the oracle's", forgetsReversals()),
  REVERSES_BY_ANY_ID("stats are the oracle's", reversesByAnyId()),
  LOSES_MILESTONES("a milestone is raised when it is reached", losesMilestones()),
  REPEATS_MILESTONES("a milestone is raised once", repeatsMilestones()),
  LOSES_NAMED_EVENTS("an event without an id counts once", losesNamedEvents()),
  LOSES_EVENTS("every event is done in the end", lies(EventLog.class, "append", a -> true)),
  SHOWS_WITHHELD_NAMES("an ordinary actor is named, and no other", showsWithheldNames()),
  LOSES_ALERTS("each alert is raised once", lies(AlertStore.class, "add", a -> true)),
  LOSES_LETTERS(
      "every event is done in the end",
      lies(DeadLetterLedger.class, "add", a -> new Versioned<>((LedgerEntry) a[0], "1"))),
  FORGETS_RETRIES(
      "the system reaches quiescence, but an event waits for a retry",
      lies(DeadLetterLedger.class, "retries", a -> List.of())),
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
  COUNTS_NO_RELEASES("the messages of a stream are counted", CountLies.ofReleases()),
  COUNTS_RETRIES_AGAIN("the messages of a stream are counted", CountLies.ofRetries()),
  COUNTS_WITHDRAWALS_TWICE("the messages of a stream are counted", CountLies.ofWithdrawals()),
  COUNTS_NO_VERDICTS("the messages of a stream are counted", CountLies.ofVerdicts()),
  COUNTS_NO_UNDOS("the withheld messages of a stream are counted", CountLies.ofUndos()),
  FORGETS_WHO_IS_BARRED("an excluded moderator neither decides nor reopens", forgetsBarred()),
  WITHHOLDS_WITHOUT_PENDING_EFFECT(
      "a withheld message is not public", ModerationLies.withholdsWithoutPendingEffect()),
  WITHHOLDS_OVER_A_CASE("an acknowledged report is counted once", ModerationLies.overwritesCases()),
  WITHHOLDS_AGAIN("withholding again changes nothing", ModerationLies.withholdsAgain()),
  COUNTS_REPORTS_TWICE(
      "an acknowledged report is counted once", ModerationLies.countsReportsTwice()),
  COUNTS_NO_REPORT_AFTER_A_CRASH(
      "an acknowledged report is counted once",
      lies(ReportStore.class, "findUncounted", a -> List.of())),
  LOSES_REPORTS("an acknowledged report is stored", lies(ReportStore.class, "add", a -> a[0])),
  WITHHOLDS_DECIDED_BY_REPORTS(
      "reports alone withhold no decided message", ModerationLies.withholdsDecided()),
  NEVER_WITHHOLDS_BY_REPORTS("reports of enough weight withhold", ModerationLies.weighsNothing()),
  LOSES_RESTRICTIONS(
      "a restriction applies in time", lies(RestrictionStore.class, "put", a -> Lie.LOST)),
  RESTRICTS_FOR_EVER("no restriction outlives its end", ModerationLies.restrictsForEver()),
  NEVER_READS_RESTRICTIONS_AGAIN(
      "a restriction applies in time",
      is(SystemMutations.storing(ModerationLies::remembersRestrictions))),
  FEEDS_BY_TIME("a reader of a feed shows the public messages", FeedLies.ofLateCommits()),
  FEEDS_NO_WITHDRAWALS("a reader of a feed shows the public messages", FeedLies.ofWithdrawals()),
  FEEDS_NO_KEPT_MESSAGES("a reader of a feed shows the public messages", FeedLies.ofKeptMessages()),
  KEEPS_WITHOUT_RECORD(
      "an acknowledged action has its audit record", ModerationLies.records(AuditAction.KEEP)),
  REPORTS_WITHOUT_RECORD(
      "an acknowledged action has its audit record", ModerationLies.records(AuditAction.REPORT)),
  RESTRICTS_WITHOUT_RECORD(
      "an acknowledged action has its audit record", ModerationLies.records(AuditAction.RESTRICT)),
  LIFTS_WITHOUT_RECORD(
      "an acknowledged action has its audit record", ModerationLies.records(AuditAction.LIFT)),
  NOTES_WITHOUT_RECORD(
      "an acknowledged action has its audit record", ModerationLies.records(AuditAction.NOTE)),
  CHANGES_POLICIES_WITHOUT_RECORD(
      "an acknowledged action has its audit record",
      ModerationLies.records(AuditAction.CHANGE_POLICY)),
  ERASES_WITHOUT_RECORD(
      "an acknowledged action has its audit record", ModerationLies.records(AuditAction.ERASE)),
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
                  entry.retry(),
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
                      violation.assignment().dueAt(),
                      Set.of(),
                      violation.assignment().claim(),
                      null));
          return null;
        });
  }

  /** Loses messages that are returned to the queue. */
  private static UnaryOperator<SharedState> losesWhatWaits() {
    Lie lie = (queue, arguments) -> arguments.length == 2 ? Lie.LOST : null;
    return backing ->
        backing.withEvents(
            Lie.change(WorkQueue.class, backing.events(), WorkQueue.class, "send", lie));
  }

  /** Loses messages that the host moves to a poison queue. */
  private static UnaryOperator<SharedState> losesPoisonLetters() {
    Lie lie = (queue, arguments) -> Lie.LOST;
    return backing ->
        backing.withPoisonLetters(
            Lie.change(WorkQueue.class, backing.poisonLetters(), WorkQueue.class, "send", lie));
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

  /** Counts follows without their milestones, as if a process had crashed in between. */
  private static UnaryOperator<SharedState> losesMilestones() {
    return changed(
        StatsStore.class,
        "apply",
        (store, arguments) -> {
          arguments[1] = Milestones.NONE;
          return null;
        });
  }

  /** Gives a milestone to every follow from the one that reaches it. */
  private static UnaryOperator<SharedState> repeatsMilestones() {
    return changed(
        StatsStore.class,
        "apply",
        (store, arguments) -> {
          StreamEvent event = (StreamEvent) arguments[0];
          StatsStore stats = (StatsStore) store;
          CountResult result = stats.apply(event, (Milestones) arguments[1]);
          boolean isReached = stats.totals(event.streamId()).followers() >= 2;
          return isReached && event.detail() instanceof EventDetail.Follow
              ? new CountResult(result.byThisCall(), 2L)
              : result;
        });
  }

  /** Counts reversals without their effect. */
  private static UnaryOperator<SharedState> forgetsReversals() {
    return changed(
        StatsStore.class,
        "apply",
        (store, arguments) -> {
          StreamEvent event = (StreamEvent) arguments[0];
          if (event.detail() instanceof EventDetail.Reversal) {
            arguments[0] = reversing(event, "no-event");
          }
          return null;
        });
  }

  /** Has reversals name the event of another number. */
  private static UnaryOperator<SharedState> reversesByAnyId() {
    return changed(
        StatsStore.class,
        "apply",
        (store, arguments) -> {
          StreamEvent event = (StreamEvent) arguments[0];
          if (event.detail() instanceof EventDetail.Reversal reversal) {
            arguments[0] = reversing(event, reversal.eventId().replaceAll("[0-9]", "1"));
          }
          return null;
        });
  }

  private static StreamEvent reversing(StreamEvent event, String eventId) {
    EventDetail other = new EventDetail.Reversal(StreamEvent.API, eventId, null);
    return new StreamEvent(
        event.streamId(),
        event.source(),
        event.eventId(),
        event.actor(),
        event.occurredAt(),
        other);
  }

  /** Loses events without an id when they are enqueued under their name. */
  private static UnaryOperator<SharedState> losesNamedEvents() {
    Lie lie =
        (queue, arguments) ->
            arguments.length == 1
                    && ((Payload) arguments[0]).text().orElse("").contains("parked-event")
                ? Lie.LOST
                : null;
    return backing ->
        backing.withEvents(
            Lie.change(WorkQueue.class, backing.events(), WorkQueue.class, "send", lie));
  }

  private static UnaryOperator<SharedState> showsWithheldNames() {
    return changed(
        AlertStore.class,
        "add",
        (store, arguments) -> {
          Alert alert = (Alert) arguments[0];
          String summary = alert.summary().replace("Someone", String.valueOf(alert.actor()));
          arguments[0] =
              Alert.of(alert.streamId(), alert.alertId(), alert.kind(), summary, alert.occurredAt())
                  .about(alert.actor())
                  .causedBy(alert.cause());
          return null;
        });
  }
}
