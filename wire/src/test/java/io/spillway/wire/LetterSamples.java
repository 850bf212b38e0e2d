package io.spillway.wire;

import io.spillway.ports.FailureCategory;
import io.spillway.ports.TraceParent;
import io.spillway.ports.deadletter.Attempt;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterAction;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.ExceptionEvidence;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.PendingRetry;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.deadletter.RedriveProgress;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Fixtures;
import java.util.List;
import java.util.stream.Stream;

/** Random samples of dead letters, ledger entries and redrives in every shape. */
final class LetterSamples extends Samples {

  LetterSamples(long seed) {
    super(seed);
  }

  DeadLetter deadLetter() {
    return deadLetter(payload(random.nextInt(2_000)));
  }

  DeadLetter deadLetter(Payload payload) {
    String streamId = random.nextBoolean() ? id() : DeadLetter.UNKNOWN_STREAM;
    return new DeadLetter(
        streamId + "~" + id(),
        streamId,
        orNull(this::text),
        orNull(this::id),
        orNull(this::text),
        arrival(payload),
        failure(),
        orNull(() -> new ExceptionEvidence(text(), orNull(this::text), text())),
        random.nextInt(99),
        instant(),
        instant(),
        list(DeadLetter.MAX_HISTORY, this::attempt),
        list(5, this::report),
        orNull(this::id),
        random.nextInt(3),
        new DeadLetter.Origin(text(), text()),
        "0123456789abcdef",
        random.nextBoolean() ? List.of() : List.of("history", DeadLetter.CUT_PAYLOAD));
  }

  LedgerEntry ledgerEntry() {
    DeadLetterState state = oneOf(DeadLetterState.values());
    return new LedgerEntry(
        deadLetter(),
        state,
        random.nextBoolean() ? null : payload(random.nextInt(2_000)),
        state == DeadLetterState.OPEN ? orNull(this::id) : id(),
        state == DeadLetterState.WAITING ? pendingRetry() : null,
        Stream.generate(this::letterStep).limit(1 + random.nextInt(9)).toList());
  }

  private PendingRetry pendingRetry() {
    return new PendingRetry(id(), instant(), instant(), random.nextInt(99));
  }

  RedriveJob redriveJob() {
    return new RedriveJob(
        id(),
        redriveOrder(),
        any(RedriveJob.State.class),
        text(),
        instant(),
        redriveProgress(),
        orNull(this::instant));
  }

  private RedriveOrder redriveOrder() {
    DeadLetterAction action = any(DeadLetterAction.class);
    DeadLetterFilter filter = orNull(() -> filter(action));
    List<String> ids = Stream.generate(this::id).limit(1 + random.nextInt(9)).toList();
    return new RedriveOrder(
        action,
        action == DeadLetterAction.EDIT ? text() : null,
        filter,
        filter == null ? ids : List.of(),
        random.nextBoolean(),
        1 + random.nextInt(RedriveOrder.MAX_RATE),
        1 + random.nextInt(RedriveOrder.MAX_GENERATION),
        text(),
        text(),
        orNull(() -> random.nextLong(9_999)));
  }

  private DeadLetterFilter filter(DeadLetterAction action) {
    return DeadLetterFilter.all()
        .inStream(orNull(this::id))
        .withFingerprint(orNull(this::id))
        .withEventType(orNull(this::text))
        .withEventId(orNull(this::text))
        .withCode(orNull(this::id))
        .withCategory(orNull(() -> any(FailureCategory.class)))
        .withState(orNull(() -> oneOf(action.states().toArray(DeadLetterState[]::new))))
        .deadLetteredFrom(orNull(this::instant))
        .deadLetteredBefore(orNull(this::nanos))
        .containing(orNull(this::id));
  }

  private RedriveProgress redriveProgress() {
    return new RedriveProgress(
        random.nextInt(9_999),
        orNull(this::text),
        random.nextInt(200),
        random.nextBoolean(),
        random.nextInt(99),
        list(RedriveProgress.MAX_IN_HAND, this::id),
        random.nextInt(9_999),
        random.nextInt(9_999),
        random.nextInt(9_999),
        list(RedriveProgress.MAX_SKIPS, () -> new RedriveProgress.Skip(id(), text())),
        orNull(this::instant));
  }

  ParkedEvent parkedEvent() {
    return new ParkedEvent(arrival(payload(random.nextInt(2_000))), nanos());
  }

  private DeadLetterAuditEntry letterStep() {
    return new DeadLetterAuditEntry(
        instant(), text(), oneOf(DeadLetterAuditEntry.Action.values()), text(), orNull(this::id));
  }

  private Arrival arrival(Payload payload) {
    TraceParent traceParent = orNull(() -> Fixtures.TRACE_PARENT);
    return new Arrival(
        text(), id(), nanos(), random.nextInt(9), payload, "application/json", traceParent);
  }

  private Attempt attempt() {
    return new Attempt(instant(), text(), random.nextInt(9), failure());
  }
}
