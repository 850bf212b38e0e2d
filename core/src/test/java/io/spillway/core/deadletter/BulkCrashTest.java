package io.spillway.core.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.deadletter.DeadLetterAction;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterAuditEntry.Action;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.testkit.Crash;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A crash right before and right after each call of a port leaves each change made once. */
class BulkCrashTest {

  private static final Map<DeadLetterAction, Action> ENTRIES =
      Map.of(
          DeadLetterAction.DISCARD, Action.DISCARDED,
          DeadLetterAction.RESTORE, Action.RESTORED,
          DeadLetterAction.EDIT, Action.EDITED);

  @TestFactory
  Stream<DynamicTest> after_a_crash_at_any_call_each_dead_letter_is_discarded_once() {
    return test(DeadLetterAction.DISCARD);
  }

  @TestFactory
  Stream<DynamicTest> after_a_crash_at_any_call_each_dead_letter_is_restored_once() {
    return test(DeadLetterAction.RESTORE);
  }

  @TestFactory
  Stream<DynamicTest> after_a_crash_at_any_call_each_dead_letter_is_edited_once() {
    return test(DeadLetterAction.EDIT);
  }

  private static Stream<DynamicTest> test(DeadLetterAction action) {
    RedriveFixture told = story(new RedriveFixture(), action);
    int calls = told.faults.calls().size() - told.before;
    assertChangedOnce(told, action);
    return CrashPoints.test(
        calls,
        (nth, before) -> {
          RedriveFixture given = new RedriveFixture();
          given.crashAt(nth, before);
          assertChangedOnce(story(given, action), action);
        });
  }

  private static void assertChangedOnce(RedriveFixture given, DeadLetterAction action) {
    assertThat(given.job("b-1").state()).isEqualTo(RedriveJob.State.DONE);
    assertThat(given.job("b-1").progress().succeeded()).isEqualTo(3);
    assertThat(given.job("b-1").progress().skipped()).isZero();
    assertThat(given.entries()).hasSize(3);
    assertThat(given.entries())
        .allSatisfy(
            entry ->
                assertThat(entry.audit())
                    .filteredOn(step -> "b-1".equals(step.jobId()))
                    .singleElement()
                    .extracting(DeadLetterAuditEntry::action, DeadLetterAuditEntry::who)
                    .containsExactly(ENTRIES.get(action), "ada"));
  }

  private static RedriveFixture story(RedriveFixture given, DeadLetterAction action) {
    given.receiveDead(3);
    if (action == DeadLetterAction.RESTORE) {
      given.redrives.order("b-0", given.everything(false).toDiscard());
      given.finish();
    }
    given.before = given.faults.calls().size();
    given.planCrash();
    surviving(given, () -> given.redrives.order("b-1", order(given, action)));
    for (int i = 0; i < 10; i++) {
      surviving(given, given::finish);
    }
    return given;
  }

  private static RedriveOrder order(RedriveFixture given, DeadLetterAction action) {
    RedriveOrder all = given.everything(false);
    return switch (action) {
      case DISCARD -> all.toDiscard();
      case RESTORE -> all.toRestore();
      case EDIT -> all.toEdit("100->250");
      case REDRIVE -> all;
    };
  }

  private static void surviving(RedriveFixture given, Runnable step) {
    try {
      step.run();
    } catch (Crash crash) {
      given.restart();
      if (given.jobs.find("b-1").isEmpty()) {
        step.run();
      }
    }
  }
}
