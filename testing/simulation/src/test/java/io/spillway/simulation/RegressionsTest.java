package io.spillway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Minimized scripts that once violated an invariant. Their seeds generate other scripts by now:
 * each change of {@link ScriptWriter} changes the meaning of a seed.
 */
class RegressionsTest {

  /**
   * Seed 810. A broken payload was edited to be an event that had its own dead letter, and both
   * were redriven: the second redrive took the first one's dead workflow for its own, and waited
   * forever. So each dead letter's redrives have their own workflows.
   */
  @Test
  void two_dead_letters_of_one_event_are_redriven_separately() {
    assertKept(
        """
        QUEUE_EVENT@1 821 0 11
        WORK_OFF@0 0 8 6
        DELIVER@1 1 6 8
        EDIT@0 995 9 9
        REDRIVE@1 686 9 6
        OUTAGE@1 6 2 3
        ADVANCE@1 250 9 11
        EVENT@0 419 10 3
        WORK_OFF@1 686 10 2
        """);
  }

  /**
   * Seed 7985. A dead letter failed again in one redrive, another redrive ran it before the first
   * read it, and it failed once more: the first considered it not started, and started it again.
   */
  @Test
  void a_letter_that_failed_in_two_redrives_is_not_started_twice_by_one() {
    assertKept(
        true,
        """
        OUTAGE@0 1 0 0
        QUEUE_EVENT@0 318 7 9
        QUEUE_EVENT@1 819 9 8
        WORK_OFF@1 0 11 7
        DELIVER@0 1 1 10
        DELIVER@0 1 1 5
        EVENT@1 509 0 11
        REDRIVE@1 509 3 4
        QUEUE_EVENT@0 281 3 1
        PASS@1 869 9 3
        QUEUE_EVENT@0 893 6 7
        DELIVER@1 692 5 6 2:STALL_BEFORE
        REDRIVE@0 368 6 0
        WORK_OFF@0 747 6 9
        DELIVER@1 997 7 2
        REDRIVE@1 308 1 10
        WORK_OFF@0 704 1 5
        """);
  }

  /**
   * Seed 5552. A moderator withheld an unmoderated message, another moderator decided on it before
   * the first response, which then reported no change.
   */
  @Test
  void withholding_is_acknowledged_despite_an_immediate_later_decision() {
    assertKept(
        """
        SEND@0 580 4 6
        WITHHOLD@0 477 10 11 3:{DECIDE@0 477 10 8}
        """);
  }

  /**
   * Seed 1987. A violation was erased between a moderator's request for the next one and the write
   * of the claim, and the response was a 500.
   */
  @Test
  void claiming_a_violation_during_its_erasure_is_no_error() {
    assertKept(
        """
        SEND_WITHOUT_ID@0 324 10 7
        PASS@0 449 1 8
        ERASE@0 162 11 8
        CLAIM_NEXT@0 811 7 10 2:{SWEEP@0 811 4 5}
        """);
  }

  /**
   * The poison queue of dead letters was not read: a dead letter that neither the ledger nor its
   * queue accepted for five deliveries expired there.
   */
  @Test
  void a_poisoned_letter_reaches_the_ledger() {
    String failing = "DELIVER@0 1 1 0 0:FAIL_BEFORE 1:FAIL_BEFORE\nPASS@0 0 0 0\n";
    assertKept(
        """
        QUEUE_EVENT@0 821 0 11
        WORK_OFF@0 0 8 6
        """
            + failing.repeat(Host.MOST_TRIES)
            + "DELIVER@0 3 1 0 0:FAIL_BEFORE 1:CRASH_AFTER\n");
  }

  /**
   * Seed 259. A process without a message for half a minute used its cached policy, however old,
   * for the next message, and refreshed it only afterwards.
   */
  @Test
  void a_policy_that_was_changed_is_in_force_also_after_a_quiet_time() {
    assertKept(
        """
        SEND@0 216 11 8
        WRITE_POLICY@1 762 3 5
        PASS@0 617 6 4
        SEND_WITHOUT_ID@0 314 2 3
        """);
  }

  /**
   * Seed 2195. A moderator withheld a message between the reads of its case and of the message by a
   * report, which was marked as counted without being in the case.
   */
  @Test
  void a_report_of_a_message_that_is_withheld_meanwhile_is_counted() {
    assertKept(
        """
        SEND@0 781 5 7
        REPORT@1 459 11 5 7:{WITHHOLD_PUBLISHED@0 459 3 6}
        """);
  }

  /** Seed 98. The case of a message that a moderator had kept named no policy. */
  @Test
  void the_case_of_a_message_that_was_kept_names_its_policy() {
    assertKept(
        """
        CLASSIFIER@0 73 0 0
        SEND_WITHOUT_ID@0 514 6 0 0:{SEND@0 514 1 7}
        KEEP@0 936 10 2
        REPORT@0 462 5 1
        """);
  }

  /**
   * Seed 2592. A moderator withheld an unmoderated message whose reports another moderator had
   * claimed.
   */
  @Test
  void a_reported_message_is_withheld_only_by_the_holder_of_its_claim() {
    assertKept(
        """
        SEND@1 514 10 9
        REPORT@0 705 11 5
        CLAIM_NEXT@0 525 2 4
        WITHHOLD@1 830 6 9
        UNDO@1 708 3 8
        """);
  }

  private static void assertKept(String lines) {
    assertKept(false, lines);
  }

  private static void assertKept(boolean parks, String lines) {
    Result result = Simulator.inMemory().play(SimulationScript.of(parks, lines), Trace.none());

    assertThat(result.broken()).isNull();
  }
}
