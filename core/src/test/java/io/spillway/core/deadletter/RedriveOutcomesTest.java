package io.spillway.core.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.telemetry.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Telemetry of redriven dead letters, one outcome for each redrive. */
class RedriveOutcomesTest {

  private final RedriveFixture given = new RedriveFixture();

  private void redriveAll(String id) {
    given.redrives.order(id, given.everything(false));
    given.finish();
  }

  @Test
  void each_redriven_dead_letter_is_reported_with_its_workflow() {
    given.receiveDead(2);
    redriveAll("r-1");

    assertThat(given.noted.outcomes())
        .extracting(Outcome::kind, Outcome::subjectId, Outcome::workflowId)
        .containsExactlyInAnyOrder(
            tuple(Outcome.Kind.EVENT_REDRIVEN, "e-0", "main~e-0~1"),
            tuple(Outcome.Kind.EVENT_REDRIVEN, "e-1", "main~e-1~1"));
  }

  @Test
  void a_dead_letter_redriven_twice_is_reported_twice() {
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
  void a_success_recorded_at_the_second_attempt_is_reported_once() {
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
  void a_discarded_dead_letter_is_not_reported() {
    given.receiveDead(1);
    given.operations.discard(
        given.entry("e-0").id(),
        given.ledger.find("main~e-0").orElseThrow().version(),
        "no use",
        "ada");
    given.redrives.order("r-1", given.order(null, List.of("main~e-0"), false));
    given.finish();

    assertThat(given.noted.outcomes()).isEmpty();
  }
}
