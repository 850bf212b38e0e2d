package io.spillway.core.deadletter;

import static io.spillway.core.deadletter.RedriveFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.core.InterleavedStore;
import io.spillway.core.event.EventIdentity;
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

/** Concurrent sweeps, and concurrent redrives of the same dead letters. */
class CompetingRedrivesTest {

  private final RedriveFixture given = new RedriveFixture();

  @Test
  void the_lease_excludes_other_instances() {
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
  void sixteen_concurrent_sweeps_start_each_dead_letter_once() {
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
  void dead_letters_in_another_redrive_are_skipped() {
    given.ledger.add(Fixtures.deadLetter(STREAM, "e-0").state(DeadLetterState.REDRIVING).entry());
    given.redrives.order("r-2", given.order(null, List.of("main~e-0"), false));

    given.finish();

    assertThat(given.job("r-2").progress().skips())
        .containsExactly(new RedriveProgress.Skip("main~e-0", "being redriven by another redrive"));
    assertThat(given.entry("e-0").redriveId()).isEqualTo("r-1");
  }

  @Test
  void dead_letters_already_redriven_are_skipped() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(false));
    given.finish();

    given.redrives.order("r-2", given.order(null, List.of("main~e-0"), false));
    given.finish();

    assertThat(given.job("r-2").progress().skips())
        .containsExactly(new RedriveProgress.Skip("main~e-0", "already redriven"));
    assertThat(given.job("r-2").progress().succeeded()).isZero();
  }

  @Test
  void a_dead_letter_that_failed_in_two_redrives_is_not_restarted_by_the_first() {
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
        .containsExactly("failed again in another redrive");
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
  void the_later_of_two_concurrent_instances_does_nothing() {
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
            given.ledger,
            contended,
            RedriveFixture::draftOf,
            RedriveFixture.PATCHES,
            EventIdentity.UNCHECKED,
            given.clock,
            given.noted);

    assertThat(later.advance(given.workflows)).isZero();
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(1);
  }
}
