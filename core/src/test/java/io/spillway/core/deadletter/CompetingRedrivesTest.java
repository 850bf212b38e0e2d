package io.spillway.core.deadletter;

import static io.spillway.core.deadletter.RedriveFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.core.InterleavedStore;
import io.spillway.ports.Failure;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterAuditEntry.Action;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.deadletter.RedriveProgress;
import io.spillway.ports.event.Workflows;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several instances that sweep at once, and several redrives of the same letters. */
class CompetingRedrivesTest {

  private final RedriveFixture given = new RedriveFixture();

  @Test
  void while_one_instance_works_on_a_redrive_others_leave_it_alone() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(true));
    Versioned<RedriveJob> job = given.jobs.find("r-1").orElseThrow();
    given.jobs.replace(
        job.value().leased(given.clock.instant().plus(RedriveSweep.LEASE)), job.version());

    assertThat(given.sweep.advance(given.workflows)).isZero();
    given.clock.advance(RedriveSweep.LEASE);
    assertThat(given.sweep.advance(given.workflows)).isEqualTo(1);
  }

  @Test
  void of_sixteen_who_sweep_at_once_each_letter_is_begun_by_one() {
    given.receiveDead(30);
    given.redrives.order("r-1", given.everything(false));

    Concurrently.call(i -> given.sweep.advance(given.workflows));
    given.finish();

    assertThat(given.entries())
        .allSatisfy(
            entry ->
                assertThat(entry.audit())
                    .extracting(DeadLetterAuditEntry::action)
                    .containsExactly(Action.BURIED, Action.REDRIVE_BEGUN, Action.SUCCEEDED));
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(30);
  }

  @Test
  void two_redrives_of_one_letter_run_it_once() {
    given.receiveDead(5);
    given.redrives.order("r-1", given.everything(false));
    given.redrives.order("r-2", given.everything(false));

    given.finish();

    RedriveProgress first = given.job("r-1").progress();
    RedriveProgress second = given.job("r-2").progress();
    assertThat(first.succeeded() + second.succeeded()).isEqualTo(5);
    assertThat(given.entries()).allMatch(entry -> entry.audit().size() == 3);
  }

  @Test
  void what_another_redrive_has_in_hand_is_left_to_it() {
    given.ledger.add(Fixtures.deadLetter(STREAM, "e-0").state(DeadLetterState.REDRIVING).entry());
    given.redrives.order("r-2", given.order(null, List.of("main~e-0"), false));

    given.finish();

    assertThat(given.job("r-2").progress().skips())
        .containsExactly(new RedriveProgress.Skip("main~e-0", "another redrive has it in hand"));
    assertThat(given.entry("e-0").redriveId()).isEqualTo("r-1");
  }

  @Test
  void what_another_redrive_has_brought_to_an_end_is_left_as_it_is() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(false));
    given.finish();

    given.redrives.order("r-2", given.order(null, List.of("main~e-0"), false));
    given.finish();

    assertThat(given.job("r-2").progress().skips())
        .containsExactly(new RedriveProgress.Skip("main~e-0", "another redrive was faster"));
    assertThat(given.job("r-2").progress().succeeded()).isZero();
  }

  @Test
  void what_failed_again_in_two_redrives_is_not_begun_anew_by_the_first() {
    given.receiveDead(1);
    given.faults.outage("EventLog.append", Failure.permanent("events.rejected", "wrong key"));
    given.redrives.order("r-1", given.order(null, List.of("main~e-0"), false));
    given.sweep.roundOf("r-1", given.workflows, given.clock.instant().plusSeconds(1));
    given.drainAll();
    given.clock.advance(Duration.ofSeconds(1));
    given.redrives.order("r-2", given.order(null, List.of("main~e-0"), false));
    given.sweep.roundOf("r-2", given.workflows, given.clock.instant().plusSeconds(1));
    given.drainAll();

    given.finish();

    assertThat(given.entry("e-0").letter().generation()).isEqualTo(2);
    assertThat(given.job("r-1").progress().skips())
        .extracting(RedriveProgress.Skip::why)
        .containsExactly("another redrive ran it meanwhile, and it failed again");
    assertThat(given.job("r-2").progress().failedAgain()).isEqualTo(1);
  }

  @Test
  void an_instance_whose_lease_ran_out_leaves_the_conclusion_to_the_one_that_has_it_now() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(false));
    Workflows slow =
        InterleavedStore.before(
            Workflows.class,
            given.workflows,
            "start",
            () -> {
              given.clock.advance(RedriveSweep.LEASE);
              Versioned<RedriveJob> job = given.jobs.find("r-1").orElseThrow();
              given.jobs.replace(
                  job.value().leased(given.clock.instant().plus(RedriveSweep.LEASE)),
                  job.version());
            });

    given.sweep.advance(slow);

    assertThat(given.job("r-1").leasedUntil())
        .isEqualTo(given.clock.instant().plus(RedriveSweep.LEASE));
    assertThat(given.job("r-1").progress().succeeded()).isZero();
    given.finish();
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(1);
  }

  @Test
  void of_two_instances_that_come_to_one_redrive_the_later_does_nothing() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(false));
    RedriveJobStore contended =
        InterleavedStore.before(
            RedriveJobStore.class,
            given.jobs,
            "replace",
            () -> given.sweep.advance(given.workflows));
    RedriveSweep later =
        new RedriveSweep(
            given.ledger, contended, RedriveFixture::draftOf, given.clock, given.noted);

    assertThat(later.advance(given.workflows)).isZero();
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(1);
  }
}
