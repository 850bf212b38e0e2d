package io.spillway.core.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.telemetry.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Those who watch hear of each letter that is sent on its way again, once for each time. */
class RedriveOutcomesTest {

  private final RedriveFixture given = new RedriveFixture();

  private void redriveAll(String id) {
    given.redrives.order(id, given.everything(false));
    given.finish();
  }

  @Test
  void each_letter_is_told_with_the_workflow_that_it_runs_in() {
    given.receiveDead(2);
    redriveAll("r-1");

    assertThat(given.noted.outcomes())
        .extracting(Outcome::kind, Outcome::subjectId, Outcome::workflowId)
        .containsExactlyInAnyOrder(
            tuple(Outcome.Kind.EVENT_REDRIVEN, "e-0", "main~e-0~1"),
            tuple(Outcome.Kind.EVENT_REDRIVEN, "e-1", "main~e-1~1"));
  }

  @Test
  void a_letter_that_fails_again_is_told_anew_when_it_is_redriven_anew() {
    given.receiveDead(1);
    given.faults.outage("EventLog.append", Failure.permanent("events.rejected", "still"));
    redriveAll("r-1");
    given.faults.mend();
    given.clock.advance(Duration.ofSeconds(1));
    redriveAll("r-2");

    assertThat(given.noted.outcomes())
        .extracting(Outcome::workflowId)
        .containsExactly("main~e-0~1", "main~e-0~2");
  }

  @Test
  void a_letter_whose_success_is_written_down_at_the_second_try_is_told_once() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(false));
    given.faults.failBefore(
        "DeadLetterLedger.replace", 2, Failure.transientFailure("dead-letters.unavailable", ""));
    assertThatThrownBy(() -> given.finish()).isInstanceOf(PortException.class);
    given.finish();

    assertThat(given.entry("e-0").state().name()).isEqualTo("REDRIVEN");
    assertThat(given.noted.outcomes()).hasSize(1);
  }

  @Test
  void a_letter_that_was_discarded_is_not_told() {
    given.receiveDead(1);
    given.desk.discard(
        given.entry("e-0").id(),
        given.ledger.find("main~e-0").orElseThrow().version(),
        "no use",
        "ada");
    redriveAll("r-1");

    assertThat(given.noted.outcomes()).isEmpty();
  }
}
