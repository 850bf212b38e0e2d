package io.spillway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Scripts that broke a promise once, as short as the simulator made them. */
class RegressionsTest {

  /**
   * Seed 810. A broken payload was edited to be an event that had a dead letter of its own, and
   * both were redriven: the second took the first one's workflow, which was dead, for its own, and
   * waited forever. So each letter's redrives have workflows of their own.
   */
  @Test
  void two_dead_letters_of_one_event_are_redriven_each_by_itself() {
    assertKept(
        """
        QUEUE_EVENT@1 821 0 11
        WORK_OFF@0 0 8 6
        DELIVER@1 1 6 8
        EDIT@0 995 9 9
        REDRIVE@1 686 9 6
        OUTAGE@1 461 2 3
        ADVANCE@1 250 9 11
        EVENT@0 419 10 3
        WORK_OFF@1 686 10 2
        """);
  }

  /**
   * Seed 5552. A moderator withheld an unmoderated message, another one decided about it before the
   * first one's answer, and that said that nothing was done.
   */
  @Test
  void who_withholds_a_message_is_told_so_also_when_another_goes_on_from_there_at_once() {
    assertKept(
        """
        SEND@0 580 4 6
        WITHHOLD@0 477 10 11 3:{DECIDE@0 477 10 8}
        """);
  }

  private static void assertKept(String lines) {
    Result result = Simulator.inMemory().play(Script.of(false, lines), Trace.none());

    assertThat(result.broken()).isNull();
  }
}
