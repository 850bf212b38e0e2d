package io.spillway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.deadletter.DeadLetterAction;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.deadletter.RedriveProgress;
import io.spillway.testkit.Fixtures;
import org.junit.jupiter.api.Test;

/** Redrives that an earlier release stored. */
class RedriveJobJsonTest {

  private static final RedriveOrder ORDER =
      RedriveOrder.matching(DeadLetterFilter.all().inStream("s"), "why", "who");

  private static ObjectNode stored() {
    RedriveJob job = RedriveJob.of("r-1", ORDER, Fixtures.NOW, RedriveProgress.none(1));
    ObjectNode json = RedriveJobJson.write(job);
    json.withObject("order").remove("action");
    return json;
  }

  @Test
  void an_order_without_an_action_is_a_redrive_of_any_number() {
    RedriveOrder read = RedriveJobJson.read(stored()).order();

    assertThat(read).isEqualTo(ORDER);
    assertThat(read.action()).isEqualTo(DeadLetterAction.REDRIVE);
    assertThat(read.expected()).isNull();
  }

  @Test
  void a_state_that_its_filter_could_have_is_ignored_as_before() {
    ObjectNode json = stored();
    json.withObject("order").withObject("filter").put("state", "discarded");

    assertThat(RedriveJobJson.read(json).order().selectionAt(Fixtures.NOW).state())
        .isEqualTo(DeadLetterState.OPEN);
  }
}
