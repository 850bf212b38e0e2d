package io.spillway.core.deadletter;

import static io.spillway.core.deadletter.RedriveFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.InvalidInputException;
import io.spillway.RedrivePreview;
import io.spillway.SelectionRefusedException;
import io.spillway.ports.PageRequest;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterAction;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterAuditEntry.Action;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.PayloadPatches.Change;
import io.spillway.ports.deadletter.PendingRetry;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.deadletter.RedriveProgress;
import io.spillway.ports.deadletter.RedriveProgress.Skip;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Crash;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Orders to discard, restore and edit many dead letters. */
class BulkOrdersTest {

  private final RedriveFixture given = new RedriveFixture();

  private RedriveProgress run(String id, RedriveOrder order) {
    given.redrives.order(id, order);
    given.finish();
    assertThat(given.job(id).state()).isEqualTo(RedriveJob.State.DONE);
    return given.job(id).progress();
  }

  private RedriveOrder all() {
    return given.everything(false);
  }

  private void assertLatestStep(Action action, String jobId) {
    assertThat(given.entries())
        .extracting(LedgerEntry::lastStep)
        .allSatisfy(
            step -> {
              assertThat(step.action()).isEqualTo(action);
              assertThat(step.who()).isEqualTo("ada");
              assertThat(step.note()).isEqualTo("fixed");
              assertThat(step.jobId()).isEqualTo(jobId);
            });
  }

  @Test
  void all_are_discarded_in_slices_and_restored_with_the_reason_in_each_audit_trail() {
    given.receiveDead(250);

    assertThat(run("d-1", all().toDiscard()).succeeded()).isEqualTo(250);
    assertThat(given.job("d-1").progress().waves()).isGreaterThanOrEqualTo(3);
    assertLatestStep(Action.DISCARDED, "d-1");
    assertThat(run("r-1", all().toRestore()).succeeded()).isEqualTo(250);
    assertLatestStep(Action.RESTORED, "r-1");
    assertThat(given.entries()).extracting(LedgerEntry::state).containsOnly(DeadLetterState.OPEN);
  }

  @Test
  void those_that_a_patch_does_not_fit_are_left_alone_and_listed() {
    given.receiveDead(3);
    given.operations.edit("main~e-1", version("main~e-1"), Payload.of("e-1 900"), "other", "ada");

    RedriveProgress progress = run("e-1", all().toEdit("100->250"));

    assertThat(progress.succeeded()).isEqualTo(2);
    assertThat(progress.skips()).containsExactly(new Skip("main~e-1", "the amount differs"));
    assertThat(text("e-0")).isEqualTo("e-0 250");
    assertThat(given.entry("e-0").original()).isEqualTo(Payload.of("e-0 100"));
    assertThat(text("e-1")).isEqualTo("e-1 900");
  }

  private String version(String id) {
    return given.ledger.find(id).orElseThrow().version();
  }

  private String text(String eventId) {
    return given.entry(eventId).letter().arrival().payload().text().orElseThrow();
  }

  @Test
  void an_edit_to_an_invalid_event_or_to_the_same_one_or_of_a_truncated_one_is_skipped() {
    given.receiveDead(1);
    given.ledger.add(Fixtures.deadLetter(STREAM, "cut").cuts(DeadLetter.CUT_PAYLOAD).entry());

    assertThat(run("b-1", all().toEdit("100->no")).skips())
        .containsExactly(
            new Skip("main~e-0", "invalid after the patch: payload must be an id and an amount"),
            new Skip("main~cut", "truncated payload, edit it by itself"));
    assertThat(run("b-2", byId("main~e-0").toEdit("100->100")).skips())
        .containsExactly(new Skip("main~e-0", "the patch changes nothing"));
    assertThat(text("e-0")).isEqualTo("e-0 100");
  }

  private RedriveOrder byId(String... ids) {
    return given.order(null, List.of(ids), false);
  }

  @Test
  void at_most_100_skips_are_named_and_all_are_counted() {
    given.receiveDead(130);

    RedriveProgress progress = run("b-1", all().toEdit("7->8"));

    assertThat(progress.skipped()).isEqualTo(130);
    assertThat(progress.skips()).hasSize(100);
    assertThat(progress.succeeded()).isZero();
  }

  @Test
  void waiting_ones_are_selected_by_their_state_only() {
    given.receiveDead(1);
    LedgerEntry open = Fixtures.deadLetter(STREAM, "w").entry();
    given.ledger.add(
        new LedgerEntry(
            open.letter(),
            DeadLetterState.WAITING,
            null,
            null,
            new PendingRetry("stats", Fixtures.NOW, Fixtures.NOW, 0),
            open.audit()));

    DeadLetterFilter waiting = DeadLetterFilter.all().withState(DeadLetterState.WAITING);
    run("d-1", given.order(waiting, List.of(), false).toDiscard());

    assertThat(given.entry("w").state()).isEqualTo(DeadLetterState.DISCARDED);
    assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.OPEN);
  }

  @Test
  void an_order_leaves_what_an_operator_restored_meanwhile() {
    given.receiveDead(1);
    given.redrives.order("d-1", all().toDiscard());
    given.faults.crashAfter("DeadLetterLedger.replace", 1);
    try {
      given.sweep.advance(given.workflows);
    } catch (Crash crash) {
      given.restart();
    }
    given.operations.restore("main~e-0", version("main~e-0"), "needed", "mia");

    given.finish();

    assertThat(given.job("d-1").progress().succeeded()).isEqualTo(1);
    assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.OPEN);
  }

  @Test
  void those_in_another_state_are_skipped_with_the_reason() {
    given.receiveDead(1);
    given.ledger.add(Fixtures.deadLetter(STREAM, "busy").state(DeadLetterState.REDRIVING).entry());

    assertThat(run("b-1", byId("main~e-0", "main~busy", "main~no").toRestore()).skips())
        .containsExactly(
            new Skip("main~e-0", "Only discarded dead letters can be restored; this one is open"),
            new Skip(
                "main~busy",
                "Only discarded dead letters can be restored; this one is being redriven"),
            new Skip("main~no", "not found"));
  }

  @Test
  void sixteen_concurrent_sweeps_edit_each_dead_letter_once() {
    given.receiveDead(30);
    given.redrives.order("b-1", all().toEdit("100->250"));

    Concurrently.call(i -> given.sweep.advance(given.workflows));
    given.finish();

    assertThat(given.entries())
        .allSatisfy(
            entry ->
                assertThat(entry.audit())
                    .extracting(DeadLetterAuditEntry::action)
                    .containsExactly(Action.BURIED, Action.EDITED));
    assertThat(given.job("b-1").progress().succeeded()).isEqualTo(30);
  }

  @Test
  void a_paused_order_changes_nothing_until_it_is_resumed_and_a_cancelled_one_leaves_the_rest() {
    given.receiveDead(40);
    given.redrives.order("d-1", all().toDiscard().withRate(10));
    given.sweep.advance(given.workflows);
    given.redrives.control("d-1", RedriveJob.State.PAUSED, "ada");
    given.finish();
    assertThat(given.job("d-1").progress().succeeded()).isEqualTo(10);

    given.redrives.control("d-1", RedriveJob.State.RUNNING, "ada");
    given.clock.advance(Duration.ofSeconds(1));
    given.sweep.advance(given.workflows);
    given.redrives.control("d-1", RedriveJob.State.CANCELLED, "ada");
    given.finish();

    assertThat(given.job("d-1").state()).isEqualTo(RedriveJob.State.CANCELLED);
    assertThat(given.entries())
        .filteredOn(entry -> entry.state() == DeadLetterState.OPEN)
        .hasSize(40 - (int) given.job("d-1").progress().succeeded())
        .isNotEmpty();
  }

  @Test
  void an_order_that_selects_nothing_is_refused_and_not_recorded() {
    given.receiveDead(1);

    assertThatThrownBy(() -> given.redrives.order("b-1", byId("main~no", "nope")))
        .isInstanceOf(SelectionRefusedException.class);
    assertThatThrownBy(() -> given.redrives.order("b-1", all().toRestore()))
        .isInstanceOf(SelectionRefusedException.class);
    assertThat(given.jobs.find("b-1")).isEmpty();
  }

  @Test
  void an_order_of_more_than_was_confirmed_is_refused_with_the_number() {
    given.receiveDead(3);

    assertThatThrownBy(() -> given.redrives.order("b-1", all().toDiscard().withExpected(2L)))
        .isInstanceOfSatisfying(
            SelectionRefusedException.class,
            refused -> assertThat(refused.selected()).isEqualTo(3));
    assertThat(given.jobs.find("b-1")).isEmpty();
    assertThat(run("b-2", all().toDiscard().withExpected(3L)).succeeded()).isEqualTo(3);
  }

  @Test
  void an_invalid_patch_is_refused() {
    given.receiveDead(1);

    assertThatThrownBy(() -> given.redrives.order("b-1", all().toEdit("much")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("patch must be two amounts");
    assertThatThrownBy(() -> given.redrives.preview(all().toEdit("much")))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void a_preview_shows_the_changes_of_the_first_ten_and_changes_nothing() {
    given.receiveDead(12);

    RedrivePreview preview = given.redrives.preview(all().toEdit("100->250"));

    assertThat(preview.selected()).isEqualTo(12);
    assertThat(preview.runs()).hasSize(12);
    assertThat(preview.runs().subList(0, 10))
        .allSatisfy(
            run -> assertThat(run.changes()).containsExactly(new Change("/amount", "100", "250")));
    assertThat(preview.runs().get(10).changes()).isEmpty();
    assertThat(preview.runs().get(0).warnings())
        .containsExactly("The edit does not reach activities that are done: stats, alerts");
    assertThat(given.entries()).allMatch(entry -> entry.audit().size() == 1);
    assertThat(given.redrives.preview(all().toEdit("7->8")).wouldSkip()).hasSize(12);
  }

  @Test
  void a_listing_of_one_action_goes_past_the_others() {
    given.receiveDead(1);
    run("d-1", all().toDiscard());
    given.clock.advance(Duration.ofSeconds(1));
    run("r-1", all().toRestore());
    given.clock.advance(Duration.ofSeconds(1));
    run("d-2", all().toDiscard());

    assertThat(ids(DeadLetterAction.DISCARD, 2)).containsExactly("d-2", "d-1");
    assertThat(ids(DeadLetterAction.RESTORE, 1)).containsExactly("r-1");
    assertThat(ids(null, 3)).containsExactly("d-2", "r-1", "d-1");
  }

  private List<String> ids(@Nullable DeadLetterAction action, int limit) {
    return given.redrives.list(action, PageRequest.first(limit)).items().stream()
        .map(job -> job.value().id())
        .toList();
  }
}
