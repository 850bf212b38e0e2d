package io.spillway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Failures between the steps of the follow that completes a milestone, on Azure's adapters: it is
 * counted first, and its milestone is reached afterwards.
 */
class MilestoneStepsTest {

  private static final int SAME_DOCUMENT = 1_004;

  private static final SimulatedAzure BELOW = SimulatedAzure.struckBelow();

  @AfterAll
  static void close() {
    BELOW.close();
  }

  /** The raid is counted in the same document of the totals as the second follow. */
  @Test
  void a_milestone_is_raised_once_whichever_request_of_its_follow_fails() {
    for (String fault : new String[] {"STALL_BEFORE", "STALL_AFTER", "FAIL_AFTER"}) {
      for (int call = 0; call < 20; call++) {
        String script =
            """
            QUEUE_EVENT@0 2 9 0
            QUEUE_EVENT@0 %d 9 0
            WORK_OFF@0 0 8 6
            QUEUE_EVENT@0 8 9 0
            WORK_OFF@0 0 8 6 %d:%s
            """
                .formatted(SAME_DOCUMENT, call, fault);
        Result result =
            new Simulator(BELOW::backing).play(SimulationScript.of(false, script), Trace.none());
        assertThat(result.broken()).as("%s at call %d", fault, call).isNull();
      }
    }
  }
}
