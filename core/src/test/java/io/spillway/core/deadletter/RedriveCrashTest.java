package io.spillway.core.deadletter;

import static io.spillway.core.deadletter.RedriveFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.Failure;
import io.spillway.ports.PageRequest;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.testkit.Crash;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A crash right before and right after each call of a port, one test for each, ends the same. */
class RedriveCrashTest {

  @TestFactory
  Stream<DynamicTest> after_a_crash_at_any_call_each_dead_letter_succeeds_once() {
    int calls = callsOf(story(new RedriveFixture(), false));
    return CrashPoints.test(
        calls, (nth, before) -> assertRedrivenOnce(story(crashingAt(nth, before), false)));
  }

  @TestFactory
  Stream<DynamicTest> after_a_crash_at_any_call_a_repeated_failure_is_added_once() {
    int calls = callsOf(story(new RedriveFixture(), true));
    return CrashPoints.test(
        calls, (nth, before) -> assertBackOnce(story(crashingAt(nth, before), true)));
  }

  private static int callsOf(RedriveFixture told) {
    assertThat(told.job("r-1").state()).isEqualTo(RedriveJob.State.DONE);
    return told.faults.calls().size() - told.before;
  }

  private static RedriveFixture crashingAt(int nth, boolean before) {
    RedriveFixture given = new RedriveFixture();
    given.crashAt(nth, before);
    return given;
  }

  private static void assertRedrivenOnce(RedriveFixture given) {
    assertThat(given.entries()).hasSize(3);
    assertThat(given.entries())
        .extracting(LedgerEntry::state)
        .containsOnly(DeadLetterState.REDRIVEN);
    assertThat(given.job("r-1").state()).isEqualTo(RedriveJob.State.DONE);
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(3);
    assertThat(given.stats.totals(STREAM).donations()).containsEntry("USD", 300L);
    assertThat(given.log.list(STREAM, PageRequest.first(10)).items()).hasSize(3);
  }

  private static void assertBackOnce(RedriveFixture given) {
    assertThat(given.entries()).hasSize(3);
    assertThat(given.entries()).extracting(LedgerEntry::state).containsOnly(DeadLetterState.OPEN);
    assertThat(given.entries()).extracting(e -> e.letter().generation()).containsOnly(1);
    assertThat(given.job("r-1").state()).isEqualTo(RedriveJob.State.DONE);
    assertThat(given.job("r-1").progress().failedAgain()).isEqualTo(3);
    assertThat(given.stats.totals(STREAM).donations()).containsEntry("USD", 300L);
  }

  /** Three dead letters are redriven, and a crashed party restarts. */
  private static RedriveFixture story(RedriveFixture given, boolean failing) {
    given.receiveDead(3);
    if (failing) {
      given.faults.outage(
          "EventLog.append", Failure.permanent("events.rejected", "still the wrong key"));
    }
    given.before = given.faults.calls().size();
    given.planCrash();
    surviving(given, () -> given.redrives.order("r-1", given.everything(false)));
    for (int i = 0; i < 10; i++) {
      surviving(given, given::finish);
    }
    given.faults.mend();
    return given;
  }

  private static void surviving(RedriveFixture given, Runnable step) {
    try {
      step.run();
    } catch (Crash crash) {
      given.restart();
      if (given.jobs.find("r-1").isEmpty()) {
        step.run();
      }
    }
  }
}
