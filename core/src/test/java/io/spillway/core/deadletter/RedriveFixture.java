package io.spillway.core.deadletter;

import static io.spillway.testkit.Fixtures.event;

import io.spillway.AlertRules;
import io.spillway.DelayedRetryPolicy;
import io.spillway.InvalidInputException;
import io.spillway.RetryPolicy;
import io.spillway.adapters.inmemory.InMemoryAlertStore;
import io.spillway.adapters.inmemory.InMemoryDeadLetterLedger;
import io.spillway.adapters.inmemory.InMemoryEventLog;
import io.spillway.adapters.inmemory.InMemoryRedriveJobStore;
import io.spillway.adapters.inmemory.InMemoryStatsStore;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.core.RecordingTelemetry;
import io.spillway.core.event.Activities;
import io.spillway.core.event.EventIdentity;
import io.spillway.core.event.InProcessWorkflows;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterAuditEntry.Action;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.PayloadPatches;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.QueueNames;
import io.spillway.testkit.DeadLetterBuilder;
import io.spillway.testkit.Faults;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.Pages;
import io.spillway.testkit.SettableClock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose events die and are redriven, on adapters in memory with faults. A payload is the
 * event's id and how much was given, such as {@code e-1 500}.
 */
final class RedriveFixture {

  static final String STREAM = "main";

  /** Patches such as {@code 100->250}, which replace the amount of a payload. */
  static final PayloadPatches PATCHES = new AmountPatches();

  final SettableClock clock = new SettableClock();
  final Faults faults = new Faults();
  final DeadLetterLedger ledger =
      faults.wrap(DeadLetterLedger.class, new InMemoryDeadLetterLedger());
  final RedriveJobStore jobs = faults.wrap(RedriveJobStore.class, new InMemoryRedriveJobStore());
  final StatsStore stats = faults.wrap(StatsStore.class, new InMemoryStatsStore(clock));
  final AlertStore alerts = faults.wrap(AlertStore.class, new InMemoryAlertStore());
  final EventLog log = faults.wrap(EventLog.class, new InMemoryEventLog());
  final List<DeadLetter> enqueued = new ArrayList<>();
  final DeadLetterQueue queue = faults.wrap(DeadLetterQueue.class, new ListQueue(enqueued));
  final InMemoryWorkQueue returned = new InMemoryWorkQueue(QueueNames.DEAD_LETTERS, clock);
  final DeadLetterConsumer consumer;
  final DeadLetterOperations operations = new DeadLetterOperations(ledger, this::decode, clock);
  final Redrives redrives = new Redrives(ledger, jobs, this::decode, PATCHES, clock);
  final RecordingTelemetry noted = new RecordingTelemetry();
  final RedriveSweep sweep =
      new RedriveSweep(ledger, jobs, this::decode, PATCHES, EventIdentity.UNCHECKED, clock, noted);
  Workflows workflows = newProcess();

  /** How many calls were made before the part of a story that a test is about. */
  int before;

  private String unreadable = "";
  private int crashAt;
  private boolean crashBefore;

  RedriveFixture() {
    this(DelayedRetryPolicy.OFF);
  }

  RedriveFixture(DelayedRetryPolicy retries) {
    consumer = new DeadLetterConsumer(ledger, returned, retries, noted);
  }

  /** Dead-letter queue in a list, which survives crashes. */
  private record ListQueue(List<DeadLetter> letters) implements DeadLetterQueue {
    @Override
    public void enqueue(DeadLetter letter) {
      letters.add(letter);
    }

    @Override
    public Health health() {
      return Health.up("list");
    }
  }

  /** Workflow engine that keeps no state. */
  Workflows newProcess() {
    return newProcess(Activities.standard(stats, alerts, AlertRules.STANDARD, log));
  }

  Workflows newProcess(Activities activities) {
    return new InProcessWorkflows(
        activities,
        queue,
        RetryPolicy.STANDARD,
        new DeadLetter.Origin("test-host", "1.2.3"),
        clock,
        Runnable::run,
        clock::advance);
  }

  /** Starts a new process after a crash. */
  void restart() {
    faults.restart();
    workflows = newProcess();
  }

  /** Has the process crash at this call, 1 for the first, once {@link #planCrash} was called. */
  void crashAt(int nth, boolean beforeIt) {
    crashAt = nth;
    crashBefore = beforeIt;
  }

  void planCrash() {
    if (crashAt > 0 && crashBefore) {
      faults.crashBefore(Faults.ANY_CALL, crashAt);
    } else if (crashAt > 0) {
      faults.crashAfter(Faults.ANY_CALL, crashAt);
    }
  }

  /** Has the decoder crash on this event's payload. */
  void crashOn(String eventId) {
    unreadable = eventId;
  }

  private EventDraft decode(Arrival arrival) {
    EventDraft event = draftOf(arrival);
    if (unreadable.equals(event.eventId())) {
      throw new DateTimeException("a bug of the decoder");
    }
    return event;
  }

  static EventDraft draftOf(Arrival arrival) {
    return EventDraft.of(eventOf(arrival));
  }

  static StreamEvent eventOf(Arrival arrival) {
    String[] parts = arrival.payload().text().orElse("").split(" ", -1);
    if (parts.length != 2 || !parts[1].matches("[1-9][0-9]{0,8}")) {
      throw new InvalidInputException("payload", "must be an id and an amount");
    }
    return event(STREAM, parts[0]).donation(Long.parseLong(parts[1]), "USD").build();
  }

  /** An event comes in; it dies if something is planned for it. */
  void receive(String eventId, long cents) {
    Arrival arrival = arrival(eventId + " " + cents);
    workflows.start(WorkflowRequest.of(eventOf(arrival), arrival, 0));
  }

  /** Events of one dollar each, which fail because the event log does. */
  void receiveDead(int count) {
    faults.outage("EventLog.append", Failure.permanent("events.rejected", "wrong key"));
    for (int i = 0; i < count; i++) {
      clock.advance(Duration.ofSeconds(1));
      receive("e-" + i, 100);
    }
    drainAll();
    faults.mend();
    clock.advance(Duration.ofSeconds(1));
  }

  static Arrival arrival(String payload) {
    return Arrival.of(QueueNames.STREAM_EVENTS, "queued-1", Fixtures.NOW, Payload.of(payload))
        .withContentType("text/plain");
  }

  /** Adds a dead letter that was redriven before. */
  void addRedriven(int times, DeadLetterBuilder letter) {
    LedgerEntry entry = letter.generation(times).entry();
    List<DeadLetterAuditEntry> audit = new ArrayList<>(entry.audit());
    for (int i = 0; i < times; i++) {
      for (Action action : List.of(Action.REDRIVE_BEGUN, Action.FAILED_AGAIN)) {
        audit.add(new DeadLetterAuditEntry(clock.instant(), "ada", action, ""));
      }
    }
    ledger.add(new LedgerEntry(entry.letter(), entry.state(), null, "r-0", null, audit));
  }

  /** Moves queued dead letters to the ledger; those that the ledger refuses stay queued. */
  void drainAll() {
    while (!enqueued.isEmpty()) {
      consumer.enter(enqueued.get(0), Payload.of("the letter"));
      enqueued.remove(0);
    }
  }

  /** Advances redrives until none has work, at most a while. */
  void finish() {
    for (int i = 0; i < 300 && !jobs.withWork(1).isEmpty(); i++) {
      clock.advance(Duration.ofSeconds(5));
      sweep.advance(workflows);
      drainAll();
    }
  }

  /** Redrives the dead letter of the event {@code e-0} to its end. */
  void redrive(String redriveId) {
    redrives.order(redriveId, order(null, List.of(STREAM + "~e-0"), false));
    finish();
  }

  /** Redrives the dead letter of the event {@code e-0} while the event log still fails. */
  void redriveInVain(String redriveId) {
    faults.outage("EventLog.append", Failure.permanent("events.rejected", "still wrong"));
    redrive(redriveId);
    faults.mend();
  }

  RedriveJob job(String id) {
    return jobs.find(id).orElseThrow().value();
  }

  LedgerEntry entry(String eventId) {
    return ledger.find(STREAM + "~" + eventId).orElseThrow().value();
  }

  List<LedgerEntry> entries() {
    return Pages.all(
            PageRequest.MAX_LIMIT,
            page -> ledger.list(DeadLetterFilter.all().inStream(STREAM), page))
        .stream()
        .map(Versioned::value)
        .toList();
  }

  RedriveOrder everything(boolean canary) {
    return order(DeadLetterFilter.all(), List.of(), canary);
  }

  RedriveOrder order(@Nullable DeadLetterFilter filter, List<String> ids, boolean canary) {
    RedriveOrder order =
        filter == null
            ? RedriveOrder.of(ids, "fixed", "ada")
            : RedriveOrder.matching(filter, "fixed", "ada");
    return order.withCanary(canary).withRate(1_000);
  }
}
