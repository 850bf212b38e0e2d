package io.spillway.core.deadletter;

import static io.spillway.core.deadletter.RedriveFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterAuditEntry.Action;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Crash;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * An event fails, and its dead letter is added, edited and discarded; a crash right before or after
 * each call of a port, one test for each, gives the same result. {@link RedriveCrashTest} covers
 * redrives.
 */
class DeadLetterCrashTest {

  @TestFactory
  Stream<DynamicTest> a_crash_at_any_call_leaves_one_dead_letter_with_each_entry_once() {
    int calls = story(0, false).faults.calls().size();
    assertThat(calls).isGreaterThan(8);
    return CrashPoints.test(
        calls, (nth, before) -> assertOneLetterWithEachStepOnce(story(nth, before)));
  }

  private static RedriveFixture story(int crashAt, boolean before) {
    RedriveFixture given = new RedriveFixture();
    given.crashAt(crashAt, before);
    given.planCrash();
    given.faults.outage("EventLog.append", Failure.permanent("events.rejected", "wrong key"));
    surviving(given, () -> given.receive("e-1", 100));
    surviving(given, given::drainAll);
    surviving(given, () -> edit(given));
    surviving(given, () -> discard(given));
    given.faults.mend();
    return given;
  }

  private static void assertOneLetterWithEachStepOnce(RedriveFixture given) {
    LedgerEntry entry = given.entry("e-1");
    assertThat(given.entries()).hasSize(1);
    assertThat(given.enqueued).isEmpty();
    assertThat(entry.state()).isEqualTo(DeadLetterState.DISCARDED);
    assertThat(entry.audit())
        .extracting(DeadLetterAuditEntry::action)
        .containsExactly(Action.BURIED, Action.EDITED, Action.DISCARDED);
    assertThat(entry.letter().generation()).isZero();
    assertThat(entry.letter().arrival().payload()).isEqualTo(Payload.of("e-1 200"));
    assertThat(entry.original()).isEqualTo(Payload.of("e-1 100"));
    assertThat(given.stats.totals(STREAM).donations()).containsEntry("USD", 100L);
  }

  private static void edit(RedriveFixture given) {
    Versioned<LedgerEntry> seen = readEntry(given);
    if (seen.value().lastStep().action() == Action.BURIED) {
      given.operations.edit(seen.value().id(), seen.version(), Payload.of("e-1 200"), "two", "ada");
    }
  }

  private static void discard(RedriveFixture given) {
    Versioned<LedgerEntry> seen = readEntry(given);
    if (seen.value().state() == DeadLetterState.OPEN) {
      given.operations.discard(seen.value().id(), seen.version(), "no use", "ada");
    }
  }

  /** An operator reads the dead letter before each command, so also after a lost response. */
  private static Versioned<LedgerEntry> readEntry(RedriveFixture given) {
    return given.ledger.find(STREAM + "~e-1").orElseThrow();
  }

  private static void surviving(RedriveFixture given, Runnable step) {
    try {
      step.run();
    } catch (Crash | PortException gone) { // workflows report a crash as an outage
      given.restart();
      step.run();
    }
  }
}
