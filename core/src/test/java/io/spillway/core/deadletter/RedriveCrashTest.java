package io.spillway.core.deadletter;

import static io.spillway.core.deadletter.Redriving.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.Failure;
import io.spillway.ports.PageRequest;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.LetterState;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.testkit.Crash;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A crash right before and right after each call of a port, one test for each, ends the same. */
class RedriveCrashTest {

  @TestFactory
  Stream<DynamicTest> whatever_call_it_crashes_at_each_letter_ends_well_once() {
    int calls = callsOf(story(new Redriving(), false));
    return IntStream.rangeClosed(1, calls)
        .boxed()
        .flatMap(nth -> Stream.of(test(nth, true, false), test(nth, false, false)));
  }

  @TestFactory
  Stream<DynamicTest> whatever_call_it_crashes_at_what_fails_again_is_back_once() {
    int calls = callsOf(story(new Redriving(), true));
    return IntStream.rangeClosed(1, calls)
        .boxed()
        .flatMap(nth -> Stream.of(test(nth, true, true), test(nth, false, true)));
  }

  private static int callsOf(Redriving told) {
    assertThat(told.job("r-1").state()).isEqualTo(RedriveJob.State.DONE);
    return told.faults.calls().size() - told.before;
  }

  private static DynamicTest test(int nth, boolean before, boolean failing) {
    String name = (before ? "before" : "after") + " call " + nth;
    return DynamicTest.dynamicTest(
        name,
        () -> {
          Redriving given = new Redriving();
          given.crashAt(nth, before);
          story(given, failing);
          if (failing) {
            assertBackOnce(given);
          } else {
            assertRedrivenOnce(given);
          }
        });
  }

  private static void assertRedrivenOnce(Redriving given) {
    assertThat(given.entries()).hasSize(3);
    assertThat(given.entries()).extracting(LedgerEntry::state).containsOnly(LetterState.REDRIVEN);
    assertThat(given.job("r-1").state()).isEqualTo(RedriveJob.State.DONE);
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(3);
    assertThat(given.stats.totals(STREAM).donations()).containsEntry("USD", 300L);
    assertThat(given.log.list(STREAM, PageRequest.first(10)).items()).hasSize(3);
  }

  private static void assertBackOnce(Redriving given) {
    assertThat(given.entries()).hasSize(3);
    assertThat(given.entries()).extracting(LedgerEntry::state).containsOnly(LetterState.OPEN);
    assertThat(given.entries()).extracting(e -> e.letter().generation()).containsOnly(1);
    assertThat(given.job("r-1").state()).isEqualTo(RedriveJob.State.DONE);
    assertThat(given.job("r-1").progress().failedAgain()).isEqualTo(3);
    assertThat(given.stats.totals(STREAM).donations()).containsEntry("USD", 300L);
  }

  /** Three letters are ordered to be redriven, and whoever crashes begins anew. */
  private static Redriving story(Redriving given, boolean failing) {
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

  private static void surviving(Redriving given, Runnable step) {
    try {
      step.run();
    } catch (Crash crash) {
      given.faults.restart();
      given.workflows = given.newProcess();
      if (given.jobs.find("r-1").isEmpty()) {
        step.run();
      }
    }
  }
}
