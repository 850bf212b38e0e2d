package io.spillway.core.deadletter;

import static io.spillway.core.deadletter.RedriveFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterAuditEntry.Action;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveJob.State;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.deadletter.RedriveProgress;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RedriveSweepTest {

  private static final Failure REJECTED = Failure.permanent("events.rejected", "wrong key");

  private final RedriveFixture given = new RedriveFixture();

  @Test
  void everything_that_is_open_is_redriven_and_then_the_redrive_is_done() {
    given.receiveDead(150);

    given.redrives.order("r-1", given.everything(true));
    given.finish();

    assertThat(given.entries())
        .extracting(LedgerEntry::state)
        .containsOnly(DeadLetterState.REDRIVEN);
    RedriveProgress progress = given.job("r-1").progress();
    assertThat(given.job("r-1").state()).isEqualTo(State.DONE);
    assertThat(progress.total()).isEqualTo(150);
    assertThat(progress.succeeded()).isEqualTo(150);
    assertThat(progress.ended()).isEqualTo(150);
    assertThat(given.stats.totals(STREAM).donations()).containsEntry("USD", 15_000L);
  }

  @Test
  void only_failed_activities_run_again() {
    given.receiveDead(1);
    int before = given.faults.calls().size();

    given.redrives.order("r-1", given.everything(true));
    given.finish();

    List<String> calls = given.faults.calls().subList(before, given.faults.calls().size());
    assertThat(calls).contains("EventLog.append").doesNotContain("StatsStore.apply");
    assertThat(given.log.find(STREAM, "e-0")).isPresent();
  }

  @Test
  void a_decoder_that_crashes_on_one_payload_skips_that_dead_letter_and_no_other() {
    given.receiveDead(3);
    given.crashOn("e-1");

    given.redrives.order("r-1", given.everything(true));
    given.finish();

    assertThat(given.entry("e-1").state()).isEqualTo(DeadLetterState.OPEN);
    assertThat(given.job("r-1").state()).isEqualTo(State.DONE);
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(2);
    assertThat(given.job("r-1").progress().skipped()).isEqualTo(1);
  }

  @Test
  void a_dead_letter_that_becomes_unreadable_while_it_is_redriven_is_open_again() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(false));
    given.workflows = neverRuns();
    given.sweep.advance(given.workflows);
    assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.REDRIVING);

    given.crashOn("e-0");
    given.finish();

    assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.OPEN);
    assertThat(given.entry("e-0").lastStep().note()).isEqualTo("payload is unreadable");
    assertThat(given.job("r-1").state()).isEqualTo(State.DONE);
    assertThat(given.job("r-1").progress().failedAgain()).isEqualTo(1);
  }

  /** Forgets started workflows, like an engine that is restored from a backup. */
  private static Workflows neverRuns() {
    return new Workflows() {
      @Override
      public void start(WorkflowRequest request) {}

      @Override
      public Optional<WorkflowStatus> status(String workflowId) {
        return Optional.empty();
      }

      @Override
      public PurgeResult purge(String workflowId) {
        return PurgeResult.UNKNOWN;
      }
    };
  }

  @Test
  void each_step_is_in_the_audit_trail() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(true));
    given.finish();

    assertThat(given.entry("e-0").audit())
        .extracting(DeadLetterAuditEntry::action)
        .containsExactly(Action.BURIED, Action.REDRIVE_BEGUN, Action.SUCCEEDED);
    assertThat(given.entry("e-0").audit().get(1).who()).isEqualTo("ada");
    assertThat(given.entry("e-0").audit().get(1).note()).isEqualTo("fixed");
    assertThat(given.entry("e-0").lastStep().note()).isEqualTo("generation 1");
  }

  @Test
  void a_repeated_failure_is_the_next_generation_of_the_same_dead_letter() {
    given.receiveDead(1);
    given.faults.outage("EventLog.append", Failure.permanent("events.full", "no capacity"));

    given.redrives.order("r-1", given.everything(false));
    given.finish();

    LedgerEntry entry = given.entry("e-0");
    assertThat(given.entries()).hasSize(1);
    assertThat(entry.state()).isEqualTo(DeadLetterState.OPEN);
    assertThat(entry.letter().generation()).isEqualTo(1);
    assertThat(entry.letter().failure().code()).isEqualTo("events.full");
    assertThat(entry.letter().history()).hasSize(1);
    assertThat(entry.letter().workflowId()).isEqualTo("main~e-0~1");
    assertThat(given.job("r-1").progress().failedAgain()).isEqualTo(1);
    assertThat(given.job("r-1").state()).isEqualTo(State.DONE);
  }

  @Test
  void a_dead_letter_at_the_generation_limit_is_skipped() {
    given.receiveDead(1);
    given.faults.outage("EventLog.append", REJECTED);
    RedriveOrder once =
        RedriveOrder.matching(DeadLetterFilter.all(), "fixed", "ada")
            .withCanary(false)
            .withMaxGeneration(1);
    given.redrives.order("r-1", once);
    given.finish();
    given.clock.advance(Duration.ofSeconds(1));

    given.redrives.order("r-2", once);
    given.finish();

    assertThat(given.entry("e-0").letter().generation()).isEqualTo(1);
    assertThat(given.job("r-2").progress().skips())
        .containsExactly(new RedriveProgress.Skip("main~e-0", "already redriven 1 times"));
  }

  @Test
  void dead_letters_enqueued_after_the_order_are_not_selected() {
    given.receiveDead(2);
    given.redrives.order("r-1", given.everything(true));
    given.faults.outage("EventLog.append", REJECTED);
    given.clock.advance(Duration.ofSeconds(1));
    given.receive("late", 100);
    given.drainAll();
    given.faults.mend();

    given.finish();

    assertThat(given.entry("late").state()).isEqualTo(DeadLetterState.OPEN);
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(2);
  }

  @Test
  void letters_can_be_named_and_unknown_and_discarded_ones_are_skipped() {
    given.receiveDead(3);
    Versioned<LedgerEntry> second = given.ledger.find("main~e-1").orElseThrow();
    given.operations.discard("main~e-1", second.version(), "a test of theirs", "ada");

    given.redrives.order(
        "r-1", given.order(null, List.of("main~e-0", "main~e-1", "main~none"), true));
    given.finish();

    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(1);
    assertThat(given.job("r-1").progress().skips())
        .extracting(RedriveProgress.Skip::why)
        .containsExactly(RedriveRules.DISCARDED, RedriveRules.NOT_FOUND);
    assertThat(given.entry("e-2").state()).isEqualTo(DeadLetterState.OPEN);
  }

  @Test
  void an_edited_payload_is_what_runs_and_the_original_is_kept() {
    given.faults.outage("StatsStore.apply", Failure.permanent("stats.rejected", "no"));
    given.receive("e-0", 100);
    given.drainAll();
    given.faults.mend();
    given.clock.advance(Duration.ofSeconds(1));
    Versioned<LedgerEntry> open = given.ledger.find("main~e-0").orElseThrow();
    given.operations.edit("main~e-0", open.version(), Payload.of("e-0 250"), "a typo", "ada");

    given.redrives.order("r-1", given.everything(true));
    given.finish();

    assertThat(given.stats.totals(STREAM).donations()).containsEntry("USD", 250L);
    assertThat(given.entry("e-0").original()).isEqualTo(Payload.of("e-0 100"));
  }

  @Test
  void an_outage_of_the_ledger_is_reported_and_earlier_results_are_kept() {
    given.receiveDead(3);
    given.redrives.order("r-1", given.everything(false));
    Failure outage = Failure.transientFailure("dead-letters.unavailable", "no answer");
    given.faults.failBefore("DeadLetterLedger.find", 2, outage);

    assertThatThrownBy(() -> given.sweep.advance(given.workflows))
        .isInstanceOf(PortException.class);
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(1);

    given.finish();
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(3);
  }

  @Test
  void a_dead_letter_enqueued_before_a_success_changes_nothing() {
    given.receiveDead(1);
    DeadLetter before = given.entry("e-0").letter();
    given.redrives.order("r-1", given.everything(true));
    given.finish();
    LedgerEntry redriven = given.entry("e-0");

    given.consumer.enter(
        Fixtures.deadLetter(STREAM, "e-0").generation(before.generation() + 1).build(),
        Payload.of("late"));

    assertThat(given.entry("e-0")).isEqualTo(redriven);
  }

  @Test
  void a_letter_that_failed_again_and_was_discarded_at_once_counts_as_failed_again() {
    given.receiveDead(1);
    given.faults.outage("EventLog.append", REJECTED);
    given.redrives.order("r-1", given.everything(false));
    given.clock.advance(Duration.ofSeconds(5));
    given.sweep.advance(given.workflows);
    given.drainAll();
    given.operations.discard(
        "main~e-0", given.ledger.find("main~e-0").orElseThrow().version(), "no use", "ada");

    given.finish();

    assertThat(given.job("r-1").progress().failedAgain()).isEqualTo(1);
    assertThat(given.job("r-1").state()).isEqualTo(State.DONE);
  }

  @Test
  void all_skips_are_counted_and_the_first_hundred_are_named() {
    given.receiveDead(1);
    List<String> ids = IntStream.range(0, 112).mapToObj(i -> "main~none-" + i).toList();
    List<String> known = Stream.concat(ids.stream(), Stream.of("main~e-0")).toList();
    given.redrives.order("r-1", given.order(null, known, false));

    given.finish();

    assertThat(given.job("r-1").progress().skipped()).isEqualTo(112);
    assertThat(given.job("r-1").progress().skips())
        .extracting(RedriveProgress.Skip::letterId)
        .containsExactlyElementsOf(ids.subList(0, 100));
  }
}
